import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import {
  aComment,
  aDecision,
  aFlag,
  alice,
  aNote,
  anAct,
  anIssueReport,
  aReader,
  aSanction,
  aSite,
  aTriage,
  bob,
  flaggedBy,
  heldBy,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
import { addReport, freshThread, post, postHeld, present, reject } from './arrange.ts';

/** Later than every mark. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** The write that is to survive: done by a node that dies at it. */
type Act = (store: Store) => Promise<unknown>;
/** What there was before, and what is done to it. */
export type Scene = {
  thread: ThreadRecord;
  /** Whose end is compared with that of a life without a crash. */
  comments: CommentRecord[];
  act: Act;
  group?: string;
};

/** Every kind of write that takes several steps, by name. */
export const SCENES: Record<string, (store: Store) => Promise<Scene>> = {
  'a new root': async (store) => {
    const thread = await freshThread(store);
    const root = aComment(thread);
    return { thread, comments: [root], act: ({ comments }) => comments.insert(root) };
  },
  'a reply to a published comment': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const reply = aComment(thread, { parent: root });
    return { thread, comments: [root, reply], act: ({ comments }) => comments.insert(reply) };
  },
  'a reply deep in a branch': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const parent = await post(store, thread, { parent: root });
    const reply = aComment(thread, { parent });
    return { thread, comments: [root, parent, reply], act: ({ comments }) => comments.insert(reply) };
  },
  'a reply that makes two tombstones above it appear': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const middle = await post(store, thread, { parent: root });
    await reject(store, middle);
    await reject(store, root);
    const reply = aComment(thread, { parent: middle });
    return { thread, comments: [root, middle, reply], act: ({ comments }) => comments.insert(reply) };
  },
  'a held comment': async (store) => {
    const thread = await freshThread(store);
    const held = aComment(thread, { status: 'held' });
    const act: Act = ({ comments }) => comments.insert(held, { review: heldBy(held) });
    return { thread, comments: [held], act };
  },
  'an edit that is held': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const reply = await post(store, thread, { parent: root });
    const edit = {
      source: 'Worse words.',
      html: '<p>Worse words.</p>',
      renderVersion: 1,
      fingerprint: 'worse',
      reason: 'It waits.',
      expectedRevision: 1,
      status: 'held',
      editedAt: nextMoment(),
    } as const;
    const review = heldBy(reply, { kind: 'edited' });
    const act: Act = ({ comments }) => comments.edit(reply.id, edit, { review });
    return { thread, comments: [root, reply], act };
  },
  'the withdrawal of a held comment': async (store) => {
    const thread = await freshThread(store);
    const { comment } = await postHeld(store, thread);
    return {
      thread,
      comments: [comment],
      act: ({ comments }) => comments.withdraw(comment.id, withdrawal()),
    };
  },
  'the withdrawal of the only reply to a tombstone': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const reply = await post(store, thread, { parent: root });
    await reject(store, root);
    return {
      thread,
      comments: [root, reply],
      act: ({ comments }) => comments.withdraw(reply.id, withdrawal()),
    };
  },
  'a pin': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const root = await post(store, thread);
    const act: Act = ({ comments }) => comments.setPinned(root.id, true, anAct({ site: thread.site }));
    return { thread, comments: [root], act };
  },
  'a thread that is closed': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const act: Act = ({ threads }) =>
      threads.update(thread.id, { state: 'closed' }, anAct({ site: thread.site }));
    return { thread, comments: [], act };
  },
  'a sanction': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const sanction = aSanction(aReader());
    const act: Act = ({ sanctions }) => sanctions.add(sanction, anAct({ site: thread.site }));
    return { thread, comments: [], act };
  },
  'a sanction that is lifted': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const sanction = aSanction(aReader());
    await store.sanctions.add(sanction);
    const lifted = { by: { id: 'm', name: 'M' }, at: 1 };
    const act: Act = ({ sanctions }) => sanctions.lift(sanction.id, lifted, anAct({ site: thread.site }));
    return { thread, comments: [], act };
  },
  'a note about an author': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const act: Act = ({ notes }) => notes.add(aNote(), anAct({ site: thread.site }));
    return { thread, comments: [], act };
  },
  'a note that is removed': async (store) => {
    const thread = await freshThread(store, { site: siteOfItsOwn() });
    const note = aNote();
    await store.notes.add(note, anAct());
    const act: Act = ({ notes }) => notes.remove(note.id, anAct({ site: thread.site }));
    return { thread, comments: [], act };
  },
  'a change of settings': async (store) => {
    const site = aSite();
    const thread = await freshThread(store, { site: site.id });
    await store.sites.put(site);
    const act: Act = ({ sites }) =>
      sites.changeSettings(site.id, 1, { maxLength: 99 }, anAct({ site: site.id }));
    return { thread, comments: [], act };
  },
  'an approval': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const { comment, item } = await postHeld(store, thread, { parent: root });
    const decision = aDecision(item, 'approve');
    return { thread, comments: [root, comment], act: ({ review }) => review.decide(decision) };
  },
  'a rejection': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const flag = aFlag(root);
    const { item } = await store.flags.add(flag, flaggedBy(flag, root));
    const decision = aDecision(present(item, 'an item'), 'reject', {
      status: 'published',
      authorReason: 'No.',
    });
    return { thread, comments: [root], act: ({ review }) => review.decide(decision) };
  },
  'a decision that leaves the comment as it is': async (store) => {
    const thread = await freshThread(store);
    const { comment, item } = await postHeld(store, thread);
    const decision = aDecision(item, 'escalate');
    return { thread, comments: [comment], act: ({ review }) => review.decide(decision) };
  },
  'a flag': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const flag = aFlag(root);
    return { thread, comments: [root], act: ({ flags }) => flags.add(flag, flaggedBy(flag, root)) };
  },
  'an item that a moderator opens': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const change = heldBy(root);
    return { thread, comments: [root], act: ({ review }) => review.open(change) };
  },
  'a vote': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const vote = { thread: thread.id, comment: root.id, reader: bob.id, value: 1, at: nextMoment() } as const;
    return { thread, comments: [root], act: ({ votes }) => votes.set(vote) };
  },
  'a flush of votes': async (store) => {
    const thread = await freshThread(store);
    const root = await post(store, thread);
    const vote = { thread: thread.id, comment: root.id, reader: bob.id, value: 1, at: nextMoment() } as const;
    await store.votes.set(vote);
    return { thread, comments: [root], act: ({ votes }) => votes.flush(ALL, 10) };
  },
  'an issue report': async (store) => {
    const thread = await freshThread(store);
    const group = `group-${sortableId()}`;
    const trouble = { id: group, title: 'Trouble' };
    await addReport(store, anIssueReport(), trouble);
    const report = anIssueReport();
    return { thread, comments: [], group, act: (node) => addReport(node, report, trouble) };
  },
  'a merge of issue groups': async (store) => {
    const thread = await freshThread(store);
    const [from, group] = [`group-${sortableId()}`, `group-${sortableId()}`];
    for (const id of [from, group]) await addReport(store, anIssueReport(), { id, title: 'Trouble' });
    const merge = aTriage(from, { kind: 'merged', set: { mergedInto: group } });
    return { thread, comments: [], group, act: ({ issues }) => issues.act(merge, 1) };
  },
};

/** Whose log holds the scene's acts and nothing else. */
function siteOfItsOwn(): string {
  return aSite().id;
}

function withdrawal() {
  const actor = { id: alice.id, name: alice.name, kind: 'reader' } as const;
  return { id: sortableId(), at: nextMoment(), actor };
}
