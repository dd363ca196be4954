import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { expect } from 'chai';
import { aThreadId } from '../../harness/records.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { expectNoDrift, listAll, present } from './arrange.ts';

const POSTING = join(import.meta.dirname, 'keep-posting.ts');
/** Acknowledged comments after which each process is killed: early, and in full swing. */
const KILL_AFTER = [1, 150, 700];

describe('a process that posts to sqlite and is killed', () => {
  let folder: string;
  const children: ChildProcess[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-durability-'));
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  for (const count of KILL_AFTER) {
    it(`keeps every comment it acknowledged, once, when killed after ${count}`, async () => {
      const path = join(folder, `after-${count}.db`);
      const thread = aThreadId();
      const child = spawn(process.execPath, [POSTING, path, thread], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      let output = '';
      present(child.stdout, 'the output').on('data', (chunk: Buffer) => {
        output += chunk;
      });
      await waitFor(`${count} acknowledged comments`, () => output.split('\n').length > count, 20_000);
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;

      const acknowledged = output.slice(0, output.lastIndexOf('\n')).split('\n');
      const store = await openSqliteStore({ path, clock: { now: Date.now } });
      try {
        const listed = (await listAll(store, { thread, limit: 100 })).map(({ id }) => id);
        expect(new Set(listed).size).to.equal(listed.length);
        expect(listed).to.include.members(acknowledged);
        expect(await store.threads.find(thread)).to.deep.include({
          head: listed.length,
          commentCount: listed.length,
        });
        expect(await store.threads.changesAfter(thread, listed.length - 1)).to.have.nested.property(
          'changes.length',
          1,
        );
        await expectNoDrift(store, { id: thread });
      } finally {
        await store.close();
      }
    });
  }
});
