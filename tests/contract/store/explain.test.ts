import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExplainedStatement, explainStatements } from '@parley/adapters/storage/sqlite/explain';
import { openSqlite } from '@parley/adapters/storage/sqlite/store';
import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { nextMoment } from '../../harness/records.ts';
import { freshThread, post } from './arrange.ts';
import { useEverything } from './use-everything.ts';

/** Tables that are read whole because they hold a handful of rows, by a look at which nobody waits. */
const SMALL_TABLES = ['sites', 'moderators'];
const KEYSET = /(score|discussion|opened_at|entered_at|last_seen|at), ?(id|item)\) [<>] \(\?, \?\)/;

describe('the cost of a query on sqlite', () => {
  let folder: string;
  let store: Store;
  let explained: ExplainedStatement[];

  before('use every query once', async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-explain-'));
    const opened = openSqlite({ path: join(folder, 'parley.db'), clock: { now: nextMoment } });
    store = opened.store;
    await useEverything(store);
    explained = explainStatements(opened.db);
  });
  after(async () => {
    await store?.close();
    await rm(folder, { recursive: true });
  });

  it('is that of an index: no statement walks over a table', () => {
    const scans = explained.filter(({ sql, plan }) =>
      plan.some((step) => step.startsWith('SCAN ') && !isCheapScan(sql, step)),
    );
    expect(scans).to.deep.equal([]);
    expect(explained.length).to.be.greaterThan(60);
  });

  it('has no sorting in it: lists are read in the order of their index', () => {
    expect(explained.filter(({ plan }) => plan.some((step) => step.includes('TEMP B-TREE')))).to.deep.equal(
      [],
    );
  });

  it('does not grow with the depth of a list: a cursor is a place in the index', () => {
    const paged = explained.filter(({ sql }) => KEYSET.test(sql));
    // Comments by top and discussed; items by score, age and entry, with one facet, two and none; events; acts;
    // issues by site, by state, by both and by neither.
    // Threads by time, with a state and without.
    expect(paged).to.have.length(19);
    for (const { sql, plan } of paged) {
      expect(plan.join('; '), sql).to.match(
        /USING (COVERING )?INDEX \w+ \((.+ AND )?\(\w+,\w+\)[<>]\(\?,\?\)\)/,
      );
    }
    const byTime = explained.filter(({ sql }) => /in_slices = 1 AND id [<>] \?/.test(sql));
    expect(byTime).to.have.length(2);
    for (const { sql, plan } of byTime) {
      expect(plan.join('; '), sql).to.match(/INDEX comments_by_time \(place=\? AND id[<>]\?\)/);
    }
  });
});

describe('the log of a busy thread on sqlite', () => {
  it('takes no more room than its length and a little', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-log-'));
    const { store, db } = openSqlite({ path: join(folder, 'parley.db'), clock: { now: nextMoment } });
    const thread = await freshThread(store);
    for (let round = 0; round < 13; round += 1) {
      await Promise.all(Array.from({ length: 60 }, () => post(store, thread)));
    }
    const rows = db.get<{ count: number }>('SELECT count(*) AS count FROM changes');
    expect(rows?.count).to.be.within(LOG_LENGTH, LOG_LENGTH + 60);
    await store.close();
    await rm(folder, { recursive: true });
  });
});

/** A condition that an index holds for all of its rows. */
const OWN_CONDITION = 'WHERE merged_into IS NULL ORDER';

/** A small table, or the first rows of an index that has the order wanted. */
function isCheapScan(sql: string, step: string): boolean {
  // What a search by an index has found, to count it: the search is a step of its own.
  if (step === 'SCAN (subquery-1)') return true;
  const table = step.split(' ')[1] ?? '';
  const isBounded =
    step.includes('USING INDEX') &&
    sql.endsWith('LIMIT ?') &&
    !sql.replace(OWN_CONDITION, 'ORDER').includes('WHERE');
  return SMALL_TABLES.includes(table) || isBounded;
}
