import { createMemoryBus } from '@parley/adapters/bus/memory';
import { createIds } from '@parley/adapters/host/ids';
import type { DecisionAction, DecisionResult } from '@parley/contracts/objects';
import type { ModeratorActor } from '@parley/core/access/actor';
import type { PostDeps } from '@parley/core/comments/post-comment';
import { CoreError } from '@parley/core/core-error';
import { decideItems } from '@parley/core/moderation/decide-item';
import { undoBulk } from '@parley/core/moderation/undo-bulk';
import { undoEvent } from '@parley/core/moderation/undo-event';
import { verifyLog } from '@parley/core/moderation/verify-log';
import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { createSiteDirectory } from '@parley/core/sites/site-directory';
import { expect } from 'chai';
import fc from 'fast-check';
import { createQuietLog } from '../../harness/quiet-log.ts';
import {
  aComment,
  aFlag,
  aModerator,
  aSite,
  flaggedBy,
  heldBy,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
import {
  expectNoDrift,
  freshThread,
  type GetStore,
  readerView,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';

const ACTIONS: DecisionAction[] = ['approve', 'reject', 'spam', 'escalate', 'reopen'];
const KINDS = ['decide', 'decide', 'decide', 'undo', 'undo', 'bulk', 'undo-bulk', 'flag', 'edit'] as const;
type Step = { kind: (typeof KINDS)[number]; who: number; target: number; action: DecisionAction };
const RUNS = 15;
/** Comments in a world: few, so that everybody meets. */
const COMMENTS = 4;

type World = {
  store: Store;
  deps: PostDeps;
  thread: ThreadRecord;
  ids: string[];
  people: ModeratorActor[];
  /** Ids of events and bulks that there are to be undone. */
  events: string[];
  bulks: string[];
  won: DecisionResult[];
};

export function describeModeratorsAtOnce(getStore: GetStore, percent: number): void {
  describe('several moderators, with readers and authors in between', () => {
    it('have one winner a version, items that are folds, and counters that equal a recount', async function () {
      this.timeout(240_000);
      const step = fc.record({
        kind: fc.constantFrom(...KINDS),
        who: fc.nat(2),
        target: fc.nat(30),
        action: fc.constantFrom(...ACTIONS),
      });
      const rounds = fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), {
        minLength: 2,
        maxLength: 10,
      });
      await fc.assert(
        fc.asyncProperty(rounds, (steps) => holdsTogether(getStore(), steps)),
        { numRuns: Math.ceil((RUNS * percent) / 100), endOnFailure: true },
      );
    });
  });
}

async function holdsTogether(store: Store, rounds: Step[][]): Promise<void> {
  const world = await arrange(store);
  for (const round of rounds) await Promise.all(round.map((step) => take(world, step)));

  const marks = world.won.map(({ id, event }) => `${id} ${event?.version}`);
  expect(new Set(marks).size, 'one winner a version').to.equal(marks.length);
  for (const { id, event } of world.won) {
    const kept = (await store.review.events(id)).find(({ version }) => version === event?.version);
    expect(kept?.id, 'who was told of winning has won').to.equal(event?.id);
  }
  const reversed: (string | undefined)[] = [];
  for (const id of world.ids) {
    const item = await store.review.find(id);
    expect(await store.review.refold(id)).to.deep.equal(item && { ...item, claim: null });
    if (item === null) continue;
    const events = await store.review.events(id);
    expect(events.map(({ version }) => version)).to.deep.equal(events.map((_, index) => index + 1));
    reversed.push(...events.flatMap(({ reverses }) => (reverses ? [reverses] : [])));
    const last = events.at(-1);
    expect(last?.after.state, 'the last event says how the item is').to.equal(item.state);
    // Readers and authors write without having seen the last decision; what a person decided last stands.
    const isDecision = last?.kind !== 'flagged' && last?.kind !== 'edited';
    const comment = (await store.comments.find(id)) as CommentRecord;
    if (isDecision) expect(last?.after.status, 'what was decided last stands').to.equal(comment.status);
  }
  expect(new Set(reversed).size, 'nothing is undone twice').to.equal(reversed.length);
  const view = await readerView(store, world.thread.id);
  expect(shown(replayed(await wholeLog(store, world.thread)))).to.deep.equal(shown(view));
  const published = [...view.values()].filter(({ status }) => status === 'published').length;
  expect((await store.threads.find(world.thread.id))?.commentCount, 'the count').to.equal(published);
  await expectNoDrift(store, world.thread);
  const { findings } = await verifyLog({ store });
  expect(findings.filter(({ site }) => site === world.thread.site)).to.deep.equal([]);
}

async function arrange(store: Store): Promise<World> {
  const site = aSite();
  await store.sites.put(site);
  const thread = await freshThread(store, { site: site.id });
  const clock = { now: nextMoment };
  const log = createQuietLog();
  const sites = createSiteDirectory({ sites: store.sites, clock: { now: () => Date.now() }, log });
  await sites.refresh();
  const ids: string[] = [];
  for (let number = 0; number < COMMENTS; number += 1) {
    const comment = aComment(thread, { status: number % 2 === 0 ? 'held' : 'published' });
    const options = comment.status === 'held' ? { review: heldBy(comment) } : {};
    ids.push((await store.comments.insert(comment, options)).comment.id);
  }
  const people = ['lead', 'moderator', 'moderator'].map((role): ModeratorActor => {
    const moderator = aModerator({ role: role as 'lead', sites: [site.id] });
    return { kind: 'moderator', id: moderator.id, moderator };
  });
  const deps = { store, bus: createMemoryBus({ log }), sites, clock, ids: createIds(clock), log };
  return { store, deps, thread, ids, people, events: [], bulks: [], won: [] };
}

async function take(world: World, step: Step): Promise<void> {
  try {
    await attempt(world, step);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    expect(['conflict', 'forbidden', 'not-found']).to.include(error.code, error.message);
  }
}

async function attempt(world: World, { kind, who, target, action }: Step): Promise<void> {
  const { store, deps, ids } = world;
  const actor = world.people[who % world.people.length] as ModeratorActor;
  const id = ids[target % ids.length] as string;
  const comment = (await store.comments.find(id)) as CommentRecord;
  switch (kind) {
    case 'decide':
    case 'bulk': {
      const items = await Promise.all((kind === 'bulk' ? ids : [id]).map((one) => store.review.find(one)));
      const wanted = (kind === 'bulk' ? ids : [id]).map((item, index) => ({
        item,
        version: items[index]?.version ?? 0,
        action,
      }));
      const { results, bulk } = await decideItems(deps, actor, wanted);
      if (bulk !== null) world.bulks.push(bulk);
      note(world, results);
      return;
    }
    case 'undo': {
      const event = world.events[target % Math.max(1, world.events.length)];
      if (event !== undefined) note(world, [await undoEvent(deps, actor, event)]);
      return;
    }
    case 'undo-bulk': {
      const bulk = world.bulks[target % Math.max(1, world.bulks.length)];
      if (bulk !== undefined) note(world, (await undoBulk(deps, actor, bulk)).results);
      return;
    }
    case 'flag': {
      const flag = aFlag(comment, { reader: { id: `reader-${target}`, name: 'A reader' } });
      await store.flags.add(flag, flaggedBy(flag, comment));
      return;
    }
    case 'edit':
      await edit(store, comment);
  }
}

function note(world: World, results: DecisionResult[]): void {
  for (const result of results) {
    if (result.outcome !== 'done' || result.event === undefined) continue;
    world.won.push(result);
    world.events.push(result.event.id);
  }
}

async function edit(store: Store, comment: CommentRecord): Promise<void> {
  const source = `Edited ${sortableId()}`;
  await store.comments.edit(
    comment.id,
    {
      source,
      html: `<p>${source}</p>`,
      renderVersion: 1,
      fingerprint: source,
      reason: null,
      expectedRevision: comment.revision,
      status: 'held',
      editedAt: nextMoment(),
    },
    { review: heldBy(comment, { kind: 'edited' }) },
  );
}
