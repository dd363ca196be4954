import { ConfigError, readConfig, SETTING_NAMES } from '@parley/adapters/host/config';
import { describeConfig } from '@parley/adapters/host/describe-config';
import { expect } from 'chai';

const SPLIT = { STORE_URL: 'mongodb://db/parley', BUS_URL: 'redis://bus', SECRET: 'a'.repeat(32) };

describe('settings', () => {
  it('with none set, one process on SQLite serves a demo site to its own origin', () => {
    const config = readConfig({});
    expect(config).to.deep.equal({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      store: { kind: 'sqlite', path: 'data/parley.db' },
      bus: { kind: 'memory' },
      roles: new Set(['http', 'realtime', 'worker']),
      secret: null,
      bootstrapSite: { id: 'demo', origins: ['http://localhost:8080', 'http://127.0.0.1:8080'] },
      bootstrapModerator: null,
      trustProxy: 0,
      spoolDir: 'data/spool',
      mailUrl: null,
      outboundTestOrigin: null,
      logLevel: 'info',
      rateLimits: true,
    });
  });

  it('the demo site follows the port and the public URL', () => {
    expect(readConfig({ PORT: '9000' }).bootstrapSite?.origins).to.include('http://localhost:9000');
    expect(readConfig({ PUBLIC_URL: 'https://c.example/' }).bootstrapSite?.origins).to.deep.equal([
      'https://c.example',
    ]);
  });

  it('an empty value counts as not set', () => {
    expect(readConfig({ PORT: '', STORE_URL: ' ', SECRET: '' })).to.deep.equal(readConfig({}));
  });

  it('a process on MongoDB and Redis may take one role and bootstraps only what it is told to', () => {
    const config = readConfig({
      ...SPLIT,
      ROLES: 'http, realtime',
      BOOTSTRAP_SITE: 'news=https://news.example,https://www.news.example/',
      BOOTSTRAP_MODERATOR: 'Mod@News.example:correct:horse:battery',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      RATE_LIMITS: 'off',
    });
    expect(config.store).to.deep.equal({ kind: 'mongo', url: 'mongodb://db/parley' });
    expect(config.bus).to.deep.equal({ kind: 'redis', url: 'redis://bus' });
    expect([...config.roles]).to.deep.equal(['http', 'realtime']);
    expect(config.bootstrapSite).to.deep.equal({
      id: 'news',
      origins: ['https://news.example', 'https://www.news.example'],
    });
    expect(config.bootstrapModerator).to.deep.equal({
      email: 'mod@news.example',
      password: 'correct:horse:battery',
    });
    expect(config.trustProxy).to.deep.equal(['10.0.0.0/8', '::1']);
    expect(config.rateLimits).to.equal(false);
    expect(readConfig(SPLIT).bootstrapSite).to.equal(null);
  });

  it('port 0 and absolute SQLite paths are taken as they are', () => {
    expect(readConfig({ PORT: '0' }).port).to.equal(0);
    expect(readConfig({ STORE_URL: 'sqlite:/srv/p.db' }).store).to.deep.equal({
      kind: 'sqlite',
      path: '/srv/p.db',
    });
    expect(readConfig({ STORE_URL: 'sqlite:///srv/p.db' }).store).to.deep.equal({
      kind: 'sqlite',
      path: '/srv/p.db',
    });
  });

  it('MongoDB with the memory bus is fine while all roles run in one process', () => {
    expect(readConfig({ ...SPLIT, BUS_URL: 'memory:' }).bus.kind).to.equal('memory');
  });

  const refused: [string, Record<string, string>, RegExp][] = [
    [
      'SQLite with split roles',
      { ROLES: 'http', BUS_URL: 'redis://bus' },
      /^ROLES .*SQLite.*STORE_URL=mongodb/,
    ],
    [
      'the memory bus with split roles',
      { ...SPLIT, BUS_URL: 'memory:', ROLES: 'worker' },
      /^ROLES .*BUS_URL=redis/,
    ],
    ['MongoDB without a secret', { ...SPLIT, SECRET: '' }, /^SECRET is missing/],
    ['trusting every proxy', { TRUST_PROXY: 'true' }, /^TRUST_PROXY must be the number of proxies/],
    ['trusting more proxies than anybody runs', { TRUST_PROXY: '99' }, /^TRUST_PROXY/],
    ['a range that is none', { TRUST_PROXY: '10.0.0.0/40' }, /^TRUST_PROXY/],
    ['a port beyond the last', { PORT: '65536' }, /^PORT must be/],
    ['a port that is no number', { PORT: '80a' }, /^PORT must be/],
    ['an unknown role', { ...SPLIT, ROLES: 'http,web' }, /^ROLES .*names "web"/],
    ['an unknown store', { STORE_URL: 'postgres://db/parley' }, /^STORE_URL must begin with sqlite:/],
    ['a store that forgets', { STORE_URL: 'sqlite::memory:' }, /^STORE_URL/],
    ['an unknown bus', { BUS_URL: 'kafka://bus' }, /^BUS_URL must be memory:/],
    ['a public URL with a path', { PUBLIC_URL: 'https://c.example/talk' }, /^PUBLIC_URL/],
    ['a public URL of another scheme', { PUBLIC_URL: 'ftp://c.example' }, /^PUBLIC_URL/],
    ['a site without an origin', { BOOTSTRAP_SITE: 'news' }, /^BOOTSTRAP_SITE must look like/],
    ['a site with a bad id', { BOOTSTRAP_SITE: 'My News=https://n.example' }, /^BOOTSTRAP_SITE/],
    ['a moderator without a password', { BOOTSTRAP_MODERATOR: 'mod@n.example' }, /^BOOTSTRAP_MODERATOR/],
    ['a mail server of another scheme', { MAIL_URL: 'https://mail' }, /^MAIL_URL must begin with smtp/],
    [
      'a test origin with a path',
      { OUTBOUND_TEST_ORIGIN: 'http://127.0.0.1/x' },
      /^OUTBOUND_TEST_ORIGIN must be an origin/,
    ],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be/],
    ['an unclear switch', { RATE_LIMITS: 'false' }, /^RATE_LIMITS must be on or off/],
  ];
  for (const [what, env, sentence] of refused) {
    it(`refuses ${what} with one sentence that says what to do`, () => {
      const error = refusal(env);
      expect(error.message).to.match(sentence);
      expect(error.message).to.match(/^[^\n]+\.$/);
    });
  }

  it('never repeats a secret in a refusal', () => {
    expect(refusal({ BOOTSTRAP_MODERATOR: 'mod@n.example:hunter2' }).message).not.to.include('hunter2');
    expect(refusal({ MAIL_URL: 'ftp://me:hunter2@mail' }).message).not.to.include('hunter2');
    expect(refusal({ STORE_URL: 'mysql://me:hunter2@db' }).message).not.to.include('hunter2');
  });

  it('describes itself without credentials', () => {
    const config = readConfig({
      ...SPLIT,
      STORE_URL: 'mongodb://me:hunter2@a.example:27017,b.example:27017/parley?authSource=admin',
      BUS_URL: 'rediss://:hunter2@bus.example:6380/1',
      BOOTSTRAP_MODERATOR: 'mod@n.example:hunter2hunter2',
    });
    const described = describeConfig(config);
    expect(described.store).to.equal('mongodb://a.example:27017,b.example:27017/parley');
    expect(described.bus).to.equal('rediss://bus.example:6380/1');
    expect(JSON.stringify(described)).not.to.match(/hunter2|aaaaaaaa/);
  });

  it('names every setting once', () => {
    expect(new Set(SETTING_NAMES).size).to.equal(SETTING_NAMES.length);
  });
});

function refusal(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigError);
    return error as ConfigError;
  }
  throw new Error('these settings were not refused');
}
