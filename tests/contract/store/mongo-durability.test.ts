import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { describeWithMongo } from '../../harness/servers.ts';
import { expectNoDrift, freshThread, readerView, replayed, shown, wholeLog } from './arrange.ts';
import { mongoNodes, type Nodes } from './mongo-nodes.ts';

const WRITER = join(import.meta.dirname, 'mongo-writer.ts');
/** Answers after which the writer is killed: at a different point of its work each time. */
const KILL_AFTER = [1, 25, 90];
/** A comment has its first change and that of its approval, so that the log keeps all of a run. */
const ANSWERS_MAX = 200;

describeWithMongo('what MongoDB answered for', (server) => {
  let nodes: Nodes;
  let store: Store;
  before('open a node', async () => {
    nodes = mongoNodes(server);
    store = (await nodes.open()).store;
  });
  after('remove what was kept', async () => {
    await nodes?.dispose();
  });

  for (const answers of KILL_AFTER) {
    it(`is there, once and in the log, when its process is killed after ${answers} answers`, async function () {
      this.timeout(60_000);
      const thread = await freshThread(store);
      const answered = await writeUntilKilled(nodes.url, thread, answers);
      expect(answered.posted.length + answered.approved.length).to.be.within(answers, ANSWERS_MAX);
      await store.relay.repair(Number.MAX_SAFE_INTEGER);

      const posted = await store.comments.findMany(answered.posted);
      expect(posted.map(({ id }) => id)).to.deep.equal(answered.posted);
      const keys = posted.map(({ idempotencyKey }) => store.comments.findByKey(thread.id, idempotencyKey));
      expect((await Promise.all(keys)).map((found) => found?.id)).to.deep.equal(answered.posted);
      const log = await wholeLog(store, thread);
      const published = posted.filter(({ status }) => status === 'published').map(({ id }) => id);
      const logged = log.flatMap(({ kind, comment }) => (kind === 'published' ? [comment?.id] : []));
      expect(logged).to.include.members(published);
      expect(logged).to.include.members(answered.approved);
      expect(new Set(logged).size, 'no comment is published twice').to.equal(logged.length);
      expect(shown(replayed(log))).to.deep.equal(shown(await readerView(store, thread.id)));
      await expectNoDrift(store, thread);
      expect(await store.relay.repair(Number.MAX_SAFE_INTEGER)).to.deep.equal({ changes: [], items: [] });
    });
  }
});

type Answered = { posted: string[]; approved: string[] };

/** Lets another process post, and kills it without warning after it was answered so many times. */
async function writeUntilKilled(url: string, thread: ThreadRecord, answers: number): Promise<Answered> {
  const writer = spawn(process.execPath, [WRITER, url, JSON.stringify(thread)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(writer, 'exit');
  const lines: string[] = [];
  // What was written before the kill is read to its end: those answers were given too.
  for await (const line of createInterface({ input: writer.stdout })) {
    lines.push(line);
    if (lines.length === answers) writer.kill('SIGKILL');
  }
  const [, signal] = await ended;
  expect(signal).to.equal('SIGKILL');
  const idsOf = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  return { posted: idsOf('posted'), approved: idsOf('approved') };
}
