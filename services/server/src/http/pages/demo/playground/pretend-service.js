/**
 * Answers the widget's calls in its own page, from made-up data: every state can be seen without a thread that
 * is in it. Only calls of the service's contract are answered; all else goes where it is addressed.
 */
import { commentsFor, THREAD } from './pretend-data.js';

/** The demo's own site, so that the live connection finds somebody to talk to. */
export const SITE = 'demo';
const SLICE = 20;
const READER = { id: 'reader-you', name: 'Noor', avatar: null, badge: 'guest' };
const really = window.fetch.bind(window);
let data = 'few';
let comments = [];

/** From now on the service has this data. */
export function pretend(name) {
  data = name;
  comments = commentsFor(name, READER);
  const session = { token: 'made-up', reader: READER };
  if (name === 'held') localStorage.setItem(`parley:session:${SITE}`, JSON.stringify(session));
  else localStorage.removeItem(`parley:session:${SITE}`);
}

window.fetch = async (input, init = {}) => {
  const { pathname, searchParams } = new URL(String(input), location.href);
  if (!pathname.startsWith('/v1/')) return really(input, init);
  if (data === 'loading') return new Promise(() => {});
  if (data === 'error') return problem(503, 'unavailable');
  const body = init.body ? JSON.parse(init.body) : {};
  return answer(`${init.method ?? 'GET'} ${pathname}`, searchParams, body);
};

function answer(call, query, body) {
  if (call === 'GET /v1/threads')
    return json({ thread: thread(), comments: slice(null, query.get('after')) });
  if (/^GET .*\/comments$/.test(call)) return json(slice(query.get('parent'), query.get('after')));
  if (/^GET .*\/changes$/.test(call)) return json({ head: 0, changes: [] });
  if (/^GET .*\/mine$/.test(call)) {
    return json({ votes: {}, flagged: [], comments: comments.filter(({ mine }) => mine) });
  }
  if (call.startsWith('GET /v1/comments/')) return permalink(call.split('/').at(-1));
  if (call === 'POST /v1/sessions/guest') {
    return json({ token: 'made-up', reader: { ...READER, name: body.name } });
  }
  if (call === 'POST /v1/comments') return json(written(body), 201);
  if (/^POST .*\/appeal$/.test(call)) {
    return json({ ...comments.find(({ id }) => id === call.split('/')[3]), appeal: 'waiting' });
  }
  if (/^PUT .*\/vote$/.test(call)) {
    return json({ comment: call.split('/')[3], value: body.value, votes: { up: 8, down: 1 } });
  }
  return problem(404, 'not-found');
}

function thread() {
  const shared = comments.filter(({ mine }) => !mine);
  return { ...THREAD, state: data === 'closed' ? 'closed' : 'open', counts: { comments: shared.length } };
}

/** Replies come with their parents, so only roots are paged through. */
function slice(parent, after) {
  const all = comments.filter((one) => one.parent === parent && !one.mine);
  const from = Number(after ?? 0);
  const next = from + SLICE < all.length ? String(from + SLICE) : null;
  const withReplies = (one) => ({ ...one, ...(one.replyCount ? { replies: slice(one.id, null) } : {}) });
  return { items: all.slice(from, from + SLICE).map(withReplies), next, head: 0 };
}

function permalink(id) {
  const comment = comments.find((one) => one.id === id);
  if (!comment) return problem(404, 'not-found');
  const ancestors = [];
  for (let at = comment; at?.parent; ) {
    at = comments.find((one) => one.id === at.parent);
    ancestors.unshift(at);
  }
  return json({ thread: thread(), ancestors, comment, replies: slice(id, null) });
}

function written({ body, parent }) {
  const paragraph = document.createElement('p');
  paragraph.textContent = body;
  const above = comments.find((one) => one.id === parent);
  const now = new Date().toISOString();
  return {
    ...comments[0],
    id: `${THREAD.id}${String(Date.now()).padStart(26, '9')}`,
    thread: THREAD.id,
    parent,
    depth: above ? above.depth + 1 : 0,
    rev: 1,
    status: 'published',
    author: READER,
    html: paragraph.outerHTML,
    createdAt: now,
    editedAt: null,
    pinned: false,
    votes: { up: 0, down: 0 },
    replyCount: 0,
    source: body,
    mine: true,
  };
}

function json(value, status = 200) {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}

function problem(status, code) {
  const body = { type: 'about:blank', title: code, status, detail: 'As the playground was told to.', code };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
