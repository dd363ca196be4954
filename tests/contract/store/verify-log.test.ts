/** A log that somebody changed behind Parley's back is found to be changed, on every store. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { type LogFinding, verifyLog } from '@parley/core/moderation/verify-log';
import type { ActRecord } from '@parley/core/ports/act-store';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import {
  aDecision,
  aFlag,
  aNote,
  anAct,
  aReader,
  aSanction,
  aSite,
  flaggedBy,
} from '../../harness/records.ts';
import { describeWithMongo } from '../../harness/servers.ts';
import { freshThread, post, postHeld } from './arrange.ts';

/** What an intruder does to the store itself. `item` has three events: opened, flagged, approved. */
type Tampering = (item: string) => Promise<void>;
type Intruder = {
  store: Store;
  changeEvent: Tampering;
  removeEvent: Tampering;
  removeEventAndLink: Tampering;
  insertEvent: Tampering;
  rewriteItem: Tampering;
  rewriteFlag: Tampering;
  /** The act itself; `item` is its id. */
  changeAct: Tampering;
  removeAct: Tampering;
  dispose(): Promise<void>;
};

const clock = { now: () => Date.now() };

function describeVerify(open: () => Promise<Intruder>): void {
  let intruder: Intruder;
  let site: string;
  let item: string;
  beforeEach(async () => {
    intruder = await open();
    const { store } = intruder;
    site = aSite().id;
    await store.sites.put(aSite({ id: site }));
    item = await threeEvents(store, site);
    await threeEvents(store, site);
  });
  afterEach(() => intruder?.dispose());

  it('a log that was left alone is whole, and says how far it goes', async () => {
    const { sites, findings } = await verifyLog(intruder);
    expect(findings).to.deep.equal([]);
    expect(sites.map(({ site: id, events }) => [id, events])).to.deep.equal([[site, 6]]);
    expect(sites[0]?.head).to.match(/^[0-9a-f]{64}$/);
  });

  const cases: [title: string, tamper: keyof Intruder & `${string}`, kinds: LogFinding['kind'][]][] = [
    ['an event that was changed', 'changeEvent', ['changed']],
    ['an event that is gone', 'removeEvent', ['missing', 'not-a-fold']],
    ['an event that is gone with its place in the log', 'removeEventAndLink', ['missing', 'not-a-fold']],
    ['an event that was put in later', 'insertEvent', ['inserted', 'not-a-fold']],
    ['an item that is not what its events come to', 'rewriteItem', ['not-a-fold']],
    ['a flag that came out otherwise', 'rewriteFlag', ['not-a-fold']],
  ];
  for (const [title, tamper, kinds] of cases) {
    it(`${title} is found`, async () => {
      await (intruder[tamper] as Tampering)(item);
      const { findings } = await verifyLog(intruder);
      expect([...new Set(findings.map(({ kind }) => kind))].sort()).to.deep.equal([...kinds].sort());
      expect(new Set(findings.map((finding) => finding.site))).to.deep.equal(new Set([site]));
    });
  }

  for (const [kind, perform] of Object.entries(ACTS)) {
    it(`an act of the kind ${kind} that was changed, or is gone, is found`, async () => {
      const act = anAct({ site, kind: kind as ActRecord['kind'] });
      await perform(intruder.store, act);
      const before = await verifyLog(intruder);
      expect(before.findings).to.deep.equal([]);
      expect(before.sites[0]?.events).to.equal(7);
      const kinds = async () => (await verifyLog(intruder)).findings.map((one) => [one.kind, one.site]);
      await intruder.changeAct(act.id);
      expect(await kinds()).to.deep.equal([['changed', site]]);
      await intruder.removeAct(act.id);
      expect(await kinds()).to.deep.equal([['missing', site]]);
    });
  }
}

/** What is done to a site besides decisions, by the kind of its act. */
const ACTS: Record<string, (store: Store, act: ActRecord) => Promise<unknown>> = {
  'author-sanctioned': ({ sanctions }, act) => sanctions.add(aSanction(aReader()), act),
  'settings-changed': ({ sites }, act) => sites.changeSettings(act.site, 1, { maxLength: 99 }, act),
  'note-added': ({ notes }, act) => notes.add(aNote(), act),
};

async function threeEvents(store: Store, site: string): Promise<string> {
  const thread = await freshThread(store, { site });
  await post(store, thread);
  const { comment, item } = await postHeld(store, thread);
  const flag = aFlag(comment);
  const { item: flagged } = await store.flags.add(flag, flaggedBy(flag, comment));
  await store.review.decide(aDecision(flagged ?? item, 'approve'));
  return comment.id;
}

describe('the log of moderation on sqlite', () => {
  describeVerify(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-verify-'));
    const path = join(folder, 'parley.db');
    const store = await openSqliteStore({ path, clock });
    const raw = new DatabaseSync(path);
    const run =
      (...statements: string[]): Tampering =>
      async (item) => {
        for (const statement of statements) raw.prepare(statement).run({ item });
      };
    return {
      store,
      changeEvent: run(
        `UPDATE review_events SET record = json_set(record, '$.note', 'Never said.')
         WHERE item = $item AND version = 3`,
      ),
      removeEvent: run('DELETE FROM review_events WHERE item = $item AND version = 2'),
      removeEventAndLink: run(
        `DELETE FROM review_chain WHERE event = (SELECT id FROM review_events WHERE item = $item AND version = 2)`,
        'DELETE FROM review_events WHERE item = $item AND version = 2',
      ),
      insertEvent: run(
        `INSERT INTO review_events (item, version, id, site, at, record)
         SELECT item, 4, 'forged', site, at,
           json_set(record, '$.id', 'forged', '$.version', 4, '$.kind', 'reject', '$.after.state', 'open')
         FROM review_events WHERE item = $item AND version = 3`,
      ),
      rewriteItem: run(`UPDATE review_items SET state = 'open' WHERE id = $item`),
      rewriteFlag: run(`UPDATE flags SET outcome = 'agreed' WHERE comment = $item`),
      changeAct: run(`UPDATE acts SET record = json_set(record, '$.actor.name', 'Nobody') WHERE id = $item`),
      removeAct: run('DELETE FROM acts WHERE id = $item'),
      dispose: async () => {
        raw.close();
        await store.close();
        await rm(folder, { recursive: true });
      },
    };
  });
});

describeWithMongo('the log of moderation on mongo', (server) => {
  describeVerify(async () => {
    const { openMongo } = await import('@parley/adapters/storage/mongo/store');
    const url = new URL(server);
    url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`;
    const { store, connection, models } = await openMongo({ url: url.href, clock });
    const { acts, flags, reviewChain, reviewEvents, reviewItems } = models;
    const nameOf = async (item: string, version: number) =>
      String((await reviewEvents.findOne({ item, version }).lean().exec())?._id);
    const removeEvent: Tampering = async (item) => {
      await reviewEvents.deleteOne({ item, version: 2 }).exec();
    };
    return {
      store,
      changeEvent: async (item) => {
        await reviewEvents.updateOne({ item, version: 3 }, { $set: { note: 'Never said.' } }).exec();
      },
      removeEvent,
      removeEventAndLink: async (item) => {
        await reviewChain.deleteOne({ event: await nameOf(item, 2) }).exec();
        await removeEvent(item);
      },
      insertEvent: async (item) => {
        const event = await reviewEvents.findOne({ item, version: 3 }).lean().exec();
        if (event === null) throw new Error('expected an event');
        const _id = event._id.replace(/3$/, '4');
        const after = { ...event.after, state: 'open' as const };
        await reviewEvents.insertMany([{ ...event, _id, id: 'forged', version: 4, kind: 'reject', after }], {
          lean: true,
        });
      },
      rewriteItem: async (item) => {
        await reviewItems.updateOne({ _id: item }, { $set: { state: 'open' } }).exec();
      },
      rewriteFlag: async (item) => {
        await flags.updateOne({ comment: item }, { $set: { outcome: 'agreed' } }).exec();
      },
      changeAct: async (id) => {
        await acts.updateOne({ _id: id }, { $set: { 'actor.name': 'Nobody' } }).exec();
      },
      removeAct: async (id) => {
        await acts.deleteOne({ _id: id }).exec();
      },
      dispose: async () => {
        await connection.dropDatabase();
        await store.close();
      },
    };
  });

  it('four processes that write at once make one chain without holes', async function () {
    this.timeout(60_000);
    const { openMongo } = await import('@parley/adapters/storage/mongo/store');
    const url = new URL(server);
    url.pathname = `/parley-test-${randomBytes(6).toString('hex')}`;
    const nodes = await Promise.all([1, 2, 3, 4].map(() => openMongo({ url: url.href, clock })));
    const [first] = nodes as [(typeof nodes)[0], ...typeof nodes];
    try {
      const { id: site } = aSite();
      await first.store.sites.put(aSite({ id: site }));
      const thread = await freshThread(first.store, { site });
      const writing = nodes.flatMap(({ store }) => Array.from({ length: 8 }, () => postHeld(store, thread)));
      await Promise.all(writing);
      const { sites, findings } = await verifyLog(first);
      expect(findings).to.deep.equal([]);
      expect(sites.map(({ events }) => events)).to.deep.equal([32]);
    } finally {
      await first.connection.dropDatabase();
      for (const { store } of nodes) await store.close();
    }
  });
});
