import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIds } from '@parley/adapters/host/ids';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { verifyPassword } from '@parley/core/identity/passwords';
import type { Store } from '@parley/core/ports/store';
import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import type { Host } from '../../../services/cli/src/host.ts';
import { openConfiguredBus, openConfiguredStore } from '../../../services/cli/src/open-adapters.ts';
import { runCommand } from '../../../services/cli/src/program.ts';

const clock = { now: () => 1_700_000_000_000 };

describe('the operator’s command', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
    env = {
      STORE_URL: `sqlite:${join(folder, 'parley.db')}`,
      SPOOL_DIR: join(folder, 'spool'),
      PUBLIC_URL: NOWHERE,
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('adds a site with its origins, and lists it', async () => {
    const added = await run(
      'site',
      'add',
      'news',
      '--origin',
      'https://news.example/',
      'https://m.news.example',
    );
    expect(added).to.deep.include({ code: 0, errors: [] });
    expect(added.lines).to.deep.equal([
      'Added the site news, for pages on https://news.example, https://m.news.example.',
    ]);
    const listed = await run('site', 'list');
    expect(listed.lines).to.deep.equal(['news\tnews\thttps://news.example,https://m.news.example\tno sso']);
  });

  it('prints a sign-on secret once, when it is made', async () => {
    const { lines } = await run('site', 'add', 'news', '--origin', 'https://news.example', '--sso');
    const secret = /shown only now: (\S{43})$/.exec(lines[1] ?? '')?.[1];
    const [site] = await inStore((store) => store.sites.list());
    expect(secret).to.be.a('string').and.to.equal(site?.ssoSecret);
    expect((await run('site', 'list')).lines.join())
      .to.include('\tsso')
      .and.not.to.include(secret);
  });

  it('changes only what is named of a site, and raises its settings’ version', async () => {
    await run('site', 'add', 'news', '--origin', 'https://news.example', '--name', 'The News');
    expect((await run('site', 'set', 'news', '--origin', 'https://new.example')).code).to.equal(0);
    const [site] = await inStore((store) => store.sites.list());
    expect(site).to.deep.include({ name: 'The News', origins: ['https://new.example'], settingsVersion: 2 });
  });

  const refusals: [string, string[], RegExp][] = [
    [
      'a site id that no URL could carry',
      ['site', 'add', 'My News', '--origin', 'https://n.example'],
      /lower-case/,
    ],
    ['an origin with a path', ['site', 'add', 'news', '--origin', 'https://n.example/blog'], /not an origin/],
    ['a site without origins', ['site', 'add', 'news'], /--origin/],
    ['changing a site that is not there', ['site', 'set', 'news', '--name', 'N'], /no site news/],
    ['a moderator without a site', ['moderator', 'add', 'mod@n.example'], /--site ID, or --role owner/],
    ['a moderator of an unknown site', ['moderator', 'add', 'mod@n.example', '--site', 'x'], /no site x/],
    ['a moderator without an address', ['moderator', 'add', 'mod', '--role', 'owner'], /not an e-mail/],
    ['an unknown role', ['moderator', 'add', 'mod@n.example', '--role', 'king'], /Allowed choices/],
    ['a new password for nobody', ['moderator', 'password', 'mod@n.example'], /Nobody signs in as/],
  ];
  for (const [what, args, sentence] of refusals) {
    it(`refuses ${what}, and says what to do`, async () => {
      const { code, errors, lines } = await run(...args);
      expect(code).to.equal(1);
      expect(errors.join('\n')).to.match(sentence);
      expect(lines).to.deep.equal([]);
      expect(await inStore((store) => store.sites.list())).to.deep.equal([]);
    });
  }

  it('refuses a site and a moderator that are there already', async () => {
    await run('site', 'add', 'news', '--origin', 'https://news.example');
    expect((await run('site', 'add', 'news', '--origin', 'https://n.example')).errors[0]).to.match(
      /exists already/,
    );
    await run('moderator', 'add', 'mod@n.example', '--site', 'news');
    expect((await run('moderator', 'add', 'Mod@N.example', '--site', 'news')).errors[0]).to.match(
      /there already/,
    );
  });

  it('adds a moderator with the password they type, and never shows it', async () => {
    await run('site', 'add', 'news', '--origin', 'https://news.example');
    const typed = await run.typing('correct horse battery')(
      'moderator',
      'add',
      'Kim@n.example',
      '--site',
      'news',
    );
    expect(typed.lines).to.deep.equal(['Added kim@n.example as moderator for news.']);
    const kim = await inStore((store) => store.moderators.findByEmail('kim@n.example'));
    expect(kim).to.deep.include({ name: 'kim', role: 'moderator', sites: ['news'] });
    expect(await verifyPassword('correct horse battery', kim?.passwordHash ?? '')).to.equal(true);
  });

  it('makes a password up where nobody can be asked, and prints it once', async () => {
    const { lines } = await run('moderator', 'add', 'kim@n.example', '--role', 'owner', '--name', 'Kim');
    const password = /shown only now: (\S+)$/.exec(lines[1] ?? '')?.[1] ?? '';
    const kim = await inStore((store) => store.moderators.findByEmail('kim@n.example'));
    expect(await verifyPassword(password, kim?.passwordHash ?? '')).to.equal(true);
    expect((await run('moderator', 'list')).lines).to.deep.equal([
      'kim@n.example\tKim\towner\tall sites\topen',
    ]);
  });

  it('gives a moderator a new password and lets them in again', async () => {
    await run('moderator', 'add', 'kim@n.example', '--role', 'owner');
    await inStore(async ({ moderators }) => {
      const kim = await moderators.findByEmail('kim@n.example');
      await moderators.countFailure(kim?.id ?? '', 1, clock.now() + 60_000);
    });
    expect((await run('moderator', 'list')).lines[0]).to.match(/\tlocked$/);
    await run.typing('another long one')('moderator', 'password', 'kim@n.example');
    const kim = await inStore((store) => store.moderators.findByEmail('kim@n.example'));
    expect(kim).to.deep.include({ failedSignIns: 0, lockedUntil: null });
    expect(await verifyPassword('another long one', kim?.passwordHash ?? '')).to.equal(true);
  });

  it('refuses a password that is too short', async () => {
    const { code, errors } = await run.typing('short')(
      'moderator',
      'add',
      'kim@n.example',
      '--role',
      'owner',
    );
    expect(code).to.equal(1);
    expect(errors[0]).to.match(/10 to 200 characters/);
  });

  it('answers settings that cannot work and a store that is away with one sentence', async () => {
    env.ROLES = 'http';
    expect((await run('site', 'list')).errors[0]).to.match(/^ROLES splits/);
    delete env.ROLES;
    const openStore = () => Promise.reject(new StoreUnavailable(new Error('gone')));
    expect((await run.with({ openStore })('site', 'list')).errors[0]).to.match(/^The store does not answer/);
  });

  describe('doctor', () => {
    it('finds no fault before the first start, and makes no store by looking', async () => {
      const { code, lines } = await run('doctor');
      expect(code, lines.join('\n')).to.equal(0);
      expect(lines.join('\n'))
        .to.include('will be made at the first start')
        .and.to.include('No fault found.');
      expect(lines[0]).to.equal(`ok      Node ${process.versions.node}`);
      await run('doctor');
      expect((await run('doctor')).lines.join()).to.include('will be made at the first start');
    });

    it('names sites, moderators and the address that a proxied request would show', async () => {
      await run('site', 'add', 'news', '--origin', 'https://news.example');
      await run('moderator', 'add', 'kim@n.example', '--role', 'owner');
      env.TRUST_PROXY = '1';
      const text = (await run('doctor')).lines.join('\n');
      expect(text).to.include('news (https://news.example)').and.to.include('moderators: 1');
      expect(text).to.match(/TRUST_PROXY=1: the same reader through a proxy.* counts as 203\.0\.113\.9/);
    });

    it('answers 1 and says what to do when the settings cannot work', async () => {
      env.PORT = 'eighty';
      const { code, lines } = await run('doctor');
      expect(code).to.equal(1);
      expect(lines[0]).to.match(/^fault /);
      expect(lines[1]).to.match(/PORT must be/);
    });

    it('answers 1 and says what to do when the spool cannot be written to', async () => {
      env.SPOOL_DIR = '/dev/null/spool';
      const { code, lines } = await run('doctor');
      expect(code).to.equal(1);
      expect(lines.join('\n')).to.match(/fault {3}Issue reports cannot be kept.*\n.*SPOOL_DIR/);
    });

    it('answers 1 when store and bus are away, without a word of their passwords', async () => {
      Object.assign(env, {
        STORE_URL: 'mongodb://me:hunter2@127.0.0.1:1/parley?serverSelectionTimeoutMS=200',
        BUS_URL: 'redis://me:hunter2@127.0.0.1:1',
        SECRET: 's'.repeat(32),
      });
      const { code, lines } = await run('doctor');
      expect(code).to.equal(1);
      expect(lines.join('\n')).to.match(/fault {3}The store mongodb:\/\/127\.0\.0\.1:1\/parley/);
      expect(lines.join('\n')).to.match(/fault {3}The bus redis:\/\/127\.0\.0\.1:1 /);
      expect(lines.join('\n')).to.include('2 faults found').and.not.to.include('hunter2');
    }).timeout(20_000);

    it('advises on what works and is unwise', async () => {
      Object.assign(env, { PUBLIC_URL: 'http://comments.invalid', SECRET: 'short', RATE_LIMITS: 'off' });
      const { code, lines } = await run('doctor');
      expect(code).to.equal(0);
      for (const word of ['plain HTTP', 'SECRET is short', 'Rate limits are off', 'Nothing answers at']) {
        expect(lines.join('\n')).to.include(word);
      }
    });
  });

  async function runWith(overrides: Partial<Host>, args: string[]) {
    const lines: string[] = [];
    const errors: string[] = [];
    const code = await runCommand(args, {
      env,
      clock,
      ids: createIds(clock),
      print: (line) => lines.push(line),
      printError: (line) => errors.push(line),
      askSecret: async () => null,
      openStore: openConfiguredStore,
      openBus: openConfiguredBus,
      ...overrides,
    });
    return { code, lines, errors };
  }
  const run = Object.assign((...args: string[]) => runWith({}, args), {
    with:
      (overrides: Partial<Host>) =>
      (...args: string[]) =>
        runWith(overrides, args),
    typing: (password: string) => run.with({ askSecret: async () => password }),
  });

  async function inStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
    const path = join(folder, 'parley.db');
    const store = await openSqliteStore({ path, clock, exclusive: false });
    return use(store).finally(() => store.close());
  }
});

/** An origin of this machine where nothing listens. */
const NOWHERE = 'http://127.0.0.1:1';
