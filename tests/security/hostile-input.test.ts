import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from '@parley/contracts/routes';
import { renderBody, sanitize } from '@parley/core/comments/render-body';
import { expect } from 'chai';
import { type DefaultTreeAdapterMap, parseFragment } from 'parse5';
import { type Service, SITE, startService } from '../harness/service.ts';

const ALLOWED: Record<string, string[]> = Object.fromEntries(
  ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li'].map((tag) => [tag, []]),
);
ALLOWED.a = ['href', 'rel'];

const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](java\nscript:alert(1))',
  '[click](data:text/html;base64,PHNjcmlwdD4=)',
  '[click](//evil.example)',
  '![image](https://evil.example/pixel.png)',
  '<https://evil.example/"onmouseover="alert(1)>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '</p><iframe src="//evil.example">',
  '`</code><script>alert(1)</script>`',
  '[a](<javascript:alert(1)>)',
  '[x]: javascript:alert(1)\n\n[x]',
  `${'> '.repeat(500)}deep`,
  `${'- '.repeat(500)}deep`,
  '['.repeat(2_000),
  '*a_'.repeat(2_000),
  '\u202e gnitseretni',
];

/** What a real HTML parser finds outside the allow list: an oracle that shares no code with the renderer. */
function outsideOfList(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterMap['node']): void => {
    if ('tagName' in node) {
      const attributes = ALLOWED[node.tagName];
      if (attributes === undefined) found.push(`<${node.tagName}>`);
      for (const { name, value } of node.attrs) {
        if (!attributes?.includes(name)) found.push(`${node.tagName}[${name}]`);
        if (name === 'href' && !/^(https?:|mailto:)/i.test(value)) found.push(`href=${value}`);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parseFragment(html));
  return found;
}

describe('Hostile input', () => {
  it('comes out of rendering with nothing but the allowed elements, whatever it was', () => {
    const fixtures = join(import.meta.dirname, '../../../shared/fixtures/hostile/xss-payloads.json');
    const others = existsSync(fixtures) ? payloadsIn(JSON.parse(readFileSync(fixtures, 'utf8'))) : [];
    for (const payload of [...PAYLOADS, ...others]) {
      for (const html of [renderBody(payload), sanitize(payload)]) {
        expect(outsideOfList(html), payload.slice(0, 80)).to.deep.equal([]);
        expect(sanitize(html), 'sanitizing twice changes nothing').to.equal(html);
      }
    }
  });

  it('the oracle sees what it should see', () => {
    expect(outsideOfList('<p onclick=x>a<b>c</b><a href="javascript:x">d</a></p>')).to.deep.equal([
      'p[onclick]',
      '<b>',
      'href=javascript:x',
    ]);
  });

  describe('at every route', () => {
    let service: Service;
    let token: string;
    let modToken: string;
    before(async () => {
      service = await startService();
      token = (await service.guest('mallory')).token;
      modToken = (await service.moderator()).token;
    });
    after(() => service.stop());

    const JUNK: unknown[] = [
      { $ne: null },
      { $gt: '' },
      ['a'],
      { $where: '1' },
      JSON.parse('{"__proto__":{}}'),
      7,
      true,
    ];
    const GOOD: Record<string, Record<string, unknown>> = {
      'post /v1/comments': {
        idempotencyKey: 'a-key-of-some-length',
        site: SITE,
        thread: { key: 'k', url: 'https://gazette.example/k', title: 't' },
        parent: null,
        body: 'words',
      },
      'patch /v1/comments/{id}': { body: 'words' },
      'put /v1/comments/{id}/vote': { value: 1 },
      'put /v1/comments/{id}/flag': { reason: 'spam', note: 'n' },
      'post /v1/preview': { site: SITE, body: 'words' },
      'post /v1/sessions/guest': { site: SITE, name: 'n' },
      'post /v1/sessions/sso': { site: SITE, token: 't' },
      'post /v1/sessions/moderator': { email: 'a@b.example', password: 'p' },
      'post /v1/moderation/decisions': { decisions: [] },
      'patch /v1/moderation/threads/{thread}': { state: 'open' },
      'patch /v1/moderation/issues/{group}': { version: 1, state: 'new' },
      'post /v1/moderation/issues/{group}/merge': { version: 1, into: 'g' },
      'post /v1/moderation/issues/{group}/split': { version: 1 },
      'post /v1/moderation/authors/{id}/notes': {
        key: '3f1c9c54-6f0e-4b53-9e36-0d6f5a3c2b11',
        text: 't',
      },
      'post /v1/moderation/issues/{group}/answers': {
        key: '018f3d0a-7b1c-4c1e-9d55-3a3f0c6b1e11',
        ticket: '018f3d0a-7b1c-4c1e-9d55-3a3f0c6b1e12',
        text: 'words',
      },
      'patch /v1/moderation/sites/{site}/settings': { version: 1, settings: { trustedAfter: 1 } },
      'put /v1/comments/{id}/pin': { pinned: true },
      'post /v1/comments/{id}/appeal': { text: 'words' },
      'post /v1/moderation/authors/{id}/sanctions': {
        kind: 'mute',
        until: '2030-01-01T00:00:00.000Z',
        reason: 'words',
        everywhere: false,
        removeDays: 1,
      },
      'post /v1/moderation/screening/try': { site: SITE, body: 'words', settings: { trustedAfter: 1 } },
    };

    it('operators, arrays and prototypes in any field are refused as faulty, never as a fault of ours', async () => {
      for (const [route, good] of Object.entries(GOOD)) {
        const [method = '', path = ''] = route.split(' ');
        const bodies: unknown[] = [null, [], 'text', { ...good, extra: 1 }];
        for (const field of Object.keys(good))
          for (const junk of JUNK)
            if (typeof junk !== typeof good[field] || typeof junk === 'object')
              bodies.push({ ...good, [field]: junk });
        for (const body of bodies) {
          const response = await send(method, path, body);
          const text = await response.text();
          expect(response.status, `${route} ${JSON.stringify(body)} -> ${text}`).to.equal(400);
          expect(response.headers.get('content-type')).to.contain('application/problem+json');
          const problem = JSON.parse(text);
          expect(problem).to.include.keys('type', 'title', 'status', 'detail', 'instance', 'code');
          expect(problem.instance).to.equal(`urn:uuid:${response.headers.get('x-request-id')}`);
        }
      }
    });

    it('the table of the contract and the table of this test name the same bodies', () => {
      const withBody = ROUTES.filter((route) => route.body && route.path !== '/h').map(
        (route) => `${route.method} ${route.path}`,
      );
      expect(Object.keys(GOOD).sort()).to.deep.equal(withBody.sort());
    });

    it('faulty queries and ids are refused; broken JSON, other media and large bodies have their own words', async () => {
      for (const path of [
        '/v1/threads?site=gazette',
        '/v1/threads?site=gazette&key=a&key=b',
        '/v1/threads?site=gazette&key=a&limit=1000',
        '/v1/threads?site=gazette&key=a&sort=random',
        '/v1/threads?site[$ne]=x&key=a',
        '/v1/threads/nonsense/comments',
        `/v1/threads/${'a'.repeat(20)}/comments?after=rubbish`,
        `/v1/threads/${'a'.repeat(20)}/changes?after=-1`,
        `/v1/threads/${'a'.repeat(20)}/changes`,
        '/v1/comments/1',
        '/v1/comments/%00',
      ]) {
        const response = await fetch(service.url + path);
        expect(response.status, path).to.equal(400);
      }
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const post = (body: string, extra = {}) =>
        fetch(`${service.url}/v1/comments`, { method: 'POST', headers: { ...headers, ...extra }, body });
      expect((await post('{')).status).to.equal(400);
      expect((await post('{}', { 'content-type': 'text/plain' })).status).to.equal(415);
      expect((await post(JSON.stringify({ body: 'x'.repeat(70_000) }))).status).to.equal(413);
      expect((await fetch(`${service.url}/v1/nothing`)).status).to.equal(404);
    });

    it('all faults of a request are named at once', async () => {
      const response = await send('post', '/v1/comments', { site: 'NO', body: '  ', extra: 1 });
      const { errors } = (await response.json()) as { errors: { pointer: string }[] };
      const pointers = errors.map((error) => error.pointer);
      expect(pointers).to.include.members(['/idempotencyKey', '/site', '/thread', '/body', '/extra']);
    });

    it('other pages’ scripts are refused, and get no leave to read', async () => {
      const read = (origin: string) =>
        fetch(`${service.url}/v1/threads?site=${SITE}&key=k`, { headers: { origin } });
      const own = await read('https://gazette.example');
      expect(own.status).to.equal(200);
      expect(own.headers.get('access-control-allow-origin')).to.equal('https://gazette.example');
      expect(own.headers.get('vary')).to.contain('Origin');
      for (const origin of [
        'https://evil.example',
        'null',
        'https://gazette.example.evil.example',
        'http://gazette.example',
      ]) {
        const response = await read(origin);
        expect(response.status, origin).to.equal(403);
        expect(response.headers.get('access-control-allow-origin'), origin).to.equal(null);
      }
    });

    function send(method: string, path: string, body: unknown): Promise<Response> {
      const id = `${'a'.repeat(20)}${'0'.repeat(26)}`;
      const ids = { id, thread: 'a'.repeat(20), group: 'abc', site: SITE };
      const address = Object.entries(ids).reduce((at, [name, value]) => at.replace(`{${name}}`, value), path);
      const isForModerators = path.includes('moderation') || path.endsWith('/pin');
      return fetch(service.url + address, {
        method: method.toUpperCase(),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${isForModerators ? modToken : token}`,
        },
        body: JSON.stringify(body),
      });
    }
  });
});

/** Whatever the shape of the collection, its strings are payloads. */
function payloadsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(payloadsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(payloadsIn) : [];
}
