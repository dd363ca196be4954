import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../harness/free-port.ts';
import { spawnServer, startServerProcess } from '../harness/process.ts';

describe('Starting the server', function starting() {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const embedded = () => ({
    STORE_URL: `sqlite:${folder}/parley.db`,
    SPOOL_DIR: join(folder, 'spool'),
    LOG_LEVEL: 'warn',
  });

  async function refusal(env: Record<string, string>): Promise<string> {
    const { child, output } = spawnServer(env);
    await once(child, 'exit');
    expect(child.exitCode, output()).to.equal(1);
    const lines = output().trim().split('\n');
    expect(lines, output()).to.have.length(1);
    return lines[0] ?? '';
  }

  it('tells the addresses and, the first time only, the moderator’s password', async function start() {
    const port = await freePort();
    const first = await startServerProcess(port, embedded());
    expect(first.output())
      .to.contain(`${first.url}/demo/`)
      .and.to.contain(`${first.url}/console/`)
      .and.to.contain(folder);
    const password = /Password\s+(\S{16})/.exec(first.output())?.[1];
    expect(password).to.be.a('string');
    expect(await first.end('SIGTERM')).to.equal(0);

    const second = await startServerProcess(port, embedded());
    expect(second.output()).not.to.contain(password);
    const signIn = await fetch(`${second.url}/v1/sessions/moderator`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@localhost', password }),
    });
    expect(signIn.status).to.equal(201);
    expect(await second.end('SIGTERM')).to.equal(0);
  });

  it('says in one sentence that the port is in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    expect(await refusal({ ...embedded(), PORT: String(port) })).to.contain(`Port ${port} is in use`);
    blocker.close();
  });

  it('says in one sentence which setting is wrong', async () => {
    expect(await refusal({ ...embedded(), PORT: 'many' })).to.contain('PORT');
    expect(await refusal({ ...embedded(), STORE_URL: 'postgres://x' })).to.contain('STORE_URL');
    expect(await refusal({ ...embedded(), ROLES: 'http' })).to.contain('ROLES');
    expect(await refusal({ ...embedded(), TRUST_PROXY: 'true' })).to.contain('TRUST_PROXY');
    expect(await refusal({ STORE_URL: 'mongodb://127.0.0.1:1/x' })).to.contain('SECRET');
  });

  it('says in one sentence that the data cannot be written', async function unwritable() {
    await writeFile(join(folder, 'file'), 'in the way');
    const inTheWay = { ...embedded(), STORE_URL: `sqlite:${folder}/file/parley.db` };
    expect(await refusal(inTheWay)).to.contain('STORE_URL');
    await chmod(folder, 0o755);
  });

  it('a second server on the same data is refused', async function second() {
    const first = await startServerProcess(await freePort(), embedded());
    const sentence = await refusal({ ...embedded(), PORT: String(await freePort()) });
    expect(sentence).to.match(/another|already|in use/i);
    await first.end('SIGTERM');
  });

  it('is alive and ready, and tells its numbers', async function ready() {
    const server = await startServerProcess(await freePort(), embedded());
    expect((await fetch(`${server.url}/healthz`)).status).to.equal(200);
    expect(await (await fetch(`${server.url}/readyz`)).json()).to.include({
      status: 'ready',
      store: 'up',
      bus: 'up',
    });
    expect(await (await fetch(`${server.url}/metrics`)).text()).to.contain(
      'parley_http_request_seconds_bucket',
    );
    await server.end('SIGTERM');
  });
});
