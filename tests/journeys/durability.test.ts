import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../harness/free-port.ts';
import { guest, moderator } from '../harness/people.ts';
import { startServerProcess } from '../harness/process.ts';
import { describeWith } from '../harness/servers.ts';
import { OWNER, SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';

/** Writers that post at the same time, and how many comments are acknowledged before the process is killed. */
const WRITERS = 8;
const KILL_AFTER = 150;

function durability(storeUrl: (folder: string) => string): void {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-kill-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('what was acknowledged before a kill -9 is there afterwards, once, and the log has no hole', async function killed() {
    this.timeout(120_000);
    const port = await freePort();
    const env = {
      STORE_URL: storeUrl(folder),
      SPOOL_DIR: join(folder, 'spool'),
      SECRET: 'a secret that is long enough for a test, and nothing else',
      BOOTSTRAP_SITE: `${SITE}=https://gazette.example`,
      BOOTSTRAP_MODERATOR: `${OWNER.email}:${OWNER.password}`,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    };
    const first = await startServerProcess(port, env);
    const alice = await guest(first.url, SITE, 'alice');
    const acknowledged = new Map<string, string>();
    const unanswered: { idempotencyKey: string; body: string }[] = [];
    let isKilled = false;
    const write = async (writer: number) => {
      for (let index = 0; !isKilled; index += 1) {
        const idempotencyKey = randomUUID();
        const body = `Comment ${index} of writer ${writer}`;
        try {
          acknowledged.set(idempotencyKey, (await alice.post('burst', body, { idempotencyKey })).id);
        } catch {
          unanswered.push({ idempotencyKey, body });
        }
      }
    };
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer));
    await waitFor('enough acknowledged comments', () => acknowledged.size >= KILL_AFTER, 30_000);
    const ended = first.end('SIGKILL');
    isKilled = true;
    await Promise.all([ended, ...writers]);

    const second = await startServerProcess(port, env);
    try {
      const answers = new Map(acknowledged);
      for (const { idempotencyKey, body } of unanswered) {
        answers.set(idempotencyKey, (await alice.post('burst', body, { idempotencyKey })).id);
      }
      expect(new Set(answers.values()).size, 'one comment a key').to.equal(answers.size);
      const thread = (await alice.api.openThread({ site: SITE, key: 'burst' })).thread.id;
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const slice = await alice.api.listComments(thread, {
          sort: 'oldest',
          limit: 100,
          ...(after ? { after } : {}),
        });
        seen.push(...slice.items.map((comment) => comment.id));
        after = slice.next ?? undefined;
      } while (after);
      expect(seen.toSorted()).to.deep.equal([...answers.values()].sort());
      await waitFor(
        'the log to hold every comment',
        async () => {
          const { thread: now } = await alice.api.openThread({ site: SITE, key: 'burst' });
          return now.head === answers.size && now.counts.comments === answers.size;
        },
        15_000,
      );
    } finally {
      expect(await second.end('SIGTERM'), 'a SIGTERM ends it cleanly').to.equal(0);
    }
  });

  it('an acknowledged issue report and a decision survive a kill -9', async function killed() {
    this.timeout(120_000);
    const port = await freePort();
    const env = {
      STORE_URL: storeUrl(folder),
      SPOOL_DIR: join(folder, 'spool'),
      SECRET: 'a secret that is long enough for a test, and nothing else',
      BOOTSTRAP_SITE: `${SITE}=https://gazette.example`,
      BOOTSTRAP_MODERATOR: `${OWNER.email}:${OWNER.password}`,
      LOG_LEVEL: 'warn',
    };
    const first = await startServerProcess(port, env);
    const alice = await guest(first.url, SITE, 'alice');
    const mod = await moderator(first.url, OWNER);
    const held = await alice.post('kept', 'You idiot.');
    const [item] = (await mod.api.listQueue()).items;
    await mod.api.decide([{ item: item!.id, version: item!.version, action: 'approve' }]);
    const ticket = randomUUID();
    await alice.api.reportIssue({
      ticket,
      site: SITE,
      page: 'https://gazette.example/kept',
      message: 'Help.',
    });
    await first.end('SIGKILL');

    const second = await startServerProcess(port, env);
    try {
      expect((await alice.api.getComment(held.id)).comment.status).to.equal('published');
      await waitFor(
        'the report to be imported',
        async () => (await mod.api.getTicket(ticket)).state === 'new',
        15_000,
      );
      expect((await mod.api.listQueue({ state: 'closed' })).items).to.have.length(1);
    } finally {
      await second.end('SIGTERM');
    }
  });
}

describe('Durability (SQLite)', () => durability((folder) => `sqlite:${folder}/parley.db`));
describeWith(['mongo'], 'Durability (MongoDB)', ({ mongo }) => {
  const database = `parley_kill_${randomUUID().slice(0, 8)}`;
  let run = 0;
  durability(() => {
    run += 1;
    return `${mongo.replace(/\/$/, '')}/${database}_${run}`;
  });
  after(async () => {
    const { default: mongoose } = await import('mongoose');
    for (let index = 1; index <= run; index += 1) {
      const connection = await mongoose
        .createConnection(`${mongo.replace(/\/$/, '')}/${database}_${index}`)
        .asPromise();
      await connection.dropDatabase();
      await connection.close();
    }
  });
});
