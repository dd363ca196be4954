import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Database, openDatabase } from '@parley/adapters/storage/sqlite/database';
import { createGroupCommit, type GroupCommit } from '@parley/adapters/storage/sqlite/group-commit';
import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';

describe('group commit on sqlite', () => {
  let folder: string;
  let db: Database;
  let commits: GroupCommit;
  let transactions: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-commit-'));
    const real = openDatabase(join(folder, 'parley.db'));
    transactions = [];
    db = {
      ...real,
      run: (sql, ...values) => {
        if (/^(BEGIN|COMMIT|ROLLBACK$)/.test(sql)) transactions.push(sql);
        return real.run(sql, ...values);
      },
    };
    commits = createGroupCommit(db);
  });
  afterEach(async () => {
    await commits.close();
    db.close();
    await rm(folder, { recursive: true });
  });

  const add = (job: string) => () =>
    db.run('INSERT INTO leases (job, holder, until) VALUES (?, ?, ?)', job, 'node', 1);
  const jobs = () => db.all<{ job: string }>('SELECT job FROM leases ORDER BY job').map(({ job }) => job);

  /** The next commits fail as they do on a broken disk. */
  function failCommits(count: number): void {
    const run = db.run;
    let failures = count;
    db.run = (sql, ...values) => {
      if (sql === 'COMMIT' && failures > 0) {
        failures -= 1;
        throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 });
      }
      return run(sql, ...values);
    };
  }

  it('puts the writes of one turn into one transaction', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((job) => commits.write(add(job))));
    expect(transactions).to.deep.equal(['BEGIN IMMEDIATE', 'COMMIT']);
    expect(jobs()).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('waits for the disk with each of them', () => {
    expect(db.get('PRAGMA synchronous')).to.deep.include({ synchronous: 2 });
    expect(db.get('PRAGMA journal_mode')).to.deep.include({ journal_mode: 'wal' });
  });

  it('runs them in the order of their arrival and gives each its own answer', async () => {
    const seen: number[] = [];
    const answers = await Promise.all([0, 1, 2].map((index) => commits.write(() => seen.push(index) * 10)));
    expect(seen).to.deep.equal([0, 1, 2]);
    expect(answers).to.deep.equal([10, 20, 30]);
  });

  it('undoes all of a write that fails, and nothing of the others', async () => {
    const failing = () => {
      add('half done')();
      throw new Error('second thoughts');
    };
    const outcomes = await Promise.allSettled([
      commits.write(add('before')),
      commits.write(failing),
      commits.write(add('after')),
    ]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((outcomes[1] as PromiseRejectedResult).reason)).to.contain('second thoughts');
    expect(jobs()).to.deep.equal(['after', 'before']);
  });

  it('shows a fault of the driver as an unavailable store', async () => {
    await commits.write(add('twice'));
    const outcome = await commits.write(add('twice')).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(StoreUnavailable);
    expect((outcome as Error).cause).to.be.instanceOf(Error);
  });

  it('resolves after the commit, not before', async () => {
    let atResolve: string[] = [];
    await commits.write(add('a')).then(() => {
      atResolve = [...transactions];
    });
    expect(atResolve).to.deep.equal(['BEGIN IMMEDIATE', 'COMMIT']);
  });

  it('tries each write alone when the commit of all fails', async () => {
    failCommits(1);
    await Promise.all([commits.write(add('a')), commits.write(add('b'))]);
    expect(jobs()).to.deep.equal(['a', 'b']);
    expect(transactions.filter((sql) => sql === 'ROLLBACK')).to.have.length(1);
  });

  it('refuses every write of which the commit fails, keeps nothing of it and goes on with the next', async () => {
    failCommits(3);
    const outcomes = await Promise.allSettled([commits.write(add('a')), commits.write(add('b'))]);
    for (const outcome of outcomes) {
      expect(outcome.status).to.equal('rejected');
      expect((outcome as PromiseRejectedResult).reason).to.be.instanceOf(StoreUnavailable);
    }
    expect(jobs()).to.deep.equal([]);
    await commits.write(add('c'));
    expect(jobs()).to.deep.equal(['c']);
  });

  it('splits a crowd into batches and lets others have their turn between them', async () => {
    const writes = Array.from({ length: 450 }, (_, index) => commits.write(add(`job-${index}`)));
    let turns = 0;
    const countTurns = () => {
      turns += 1;
      if (turns < 100) setImmediate(countTurns);
    };
    setImmediate(countTurns);
    await Promise.all(writes);
    expect(transactions.filter((sql) => sql === 'COMMIT')).to.have.length(3);
    expect(turns).to.be.greaterThan(1);
    expect(jobs()).to.have.length(450);
  });

  it('waits without blocking while another process writes', async () => {
    const other = new DatabaseSync(join(folder, 'parley.db'));
    other.exec('BEGIN IMMEDIATE');
    const write = commits.write(add('patient'));
    let turns = 0;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        turns += 1;
        if (turns < 3) return;
        clearInterval(timer);
        other.exec('COMMIT');
        other.close();
        resolve();
      }, 1);
    });
    await write;
    expect(jobs()).to.deep.equal(['patient']);
  });

  it('refuses writes once it is closed, and closes after those that wait', async () => {
    const write = commits.write(add('last'));
    await commits.close();
    await write;
    const outcome = await commits.write(add('late')).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(StoreUnavailable);
    expect(jobs()).to.deep.equal(['last']);
  });
});
