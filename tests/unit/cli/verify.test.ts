import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createIds } from '@parley/adapters/host/ids';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { expect } from 'chai';
import { openConfiguredBus, openConfiguredStore } from '../../../services/cli/src/open-adapters.ts';
import { runCommand } from '../../../services/cli/src/program.ts';
import { freshThread, postHeld } from '../../contract/store/arrange.ts';
import { aSite } from '../../harness/records.ts';

const clock = { now: () => 1_700_000_000_000 };

describe('parley verify', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-verify-'));
    path = join(folder, 'parley.db');
    const store = await openSqliteStore({ path, clock });
    await store.sites.put(aSite({ id: 'news' }));
    await postHeld(store, await freshThread(store, { site: 'news' }));
    await store.close();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says that the log is whole, and prints each site’s head to be kept elsewhere', async () => {
    const { code, lines } = await run();
    expect(code).to.equal(0);
    expect(lines[0]).to.match(/^news\t1 events\thead [0-9a-f]{64}$/);
    expect(lines.at(-1)).to.contain('whole');
  });

  it('names what was changed, and fails', async () => {
    const raw = new DatabaseSync(path);
    raw.exec(`UPDATE review_events SET record = json_set(record, '$.note', 'Never said.')`);
    raw.close();
    const { code, lines } = await run();
    expect(code).to.equal(1);
    expect(lines[1]).to.match(/^CHANGED\tnews\t/);
  });

  async function run() {
    const lines: string[] = [];
    const code = await runCommand(['verify', '--settle-ms', '0'], {
      env: {
        STORE_URL: `sqlite:${path}`,
        SPOOL_DIR: join(folder, 'spool'),
        PUBLIC_URL: 'http://127.0.0.1:1',
      },
      clock,
      ids: createIds(clock),
      print: (line) => lines.push(line),
      printError: (line) => lines.push(line),
      askSecret: async () => null,
      openStore: openConfiguredStore,
      openBus: openConfiguredBus,
    });
    return { code, lines };
  }
});
