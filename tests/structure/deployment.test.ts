import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, SETTING_NAMES } from '@parley/adapters/host/config';
import { expect } from 'chai';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import * as z from 'zod';
import { ROOT } from './sources.ts';

const read = (name: string) => readFileSync(join(ROOT, 'deploy', name), 'utf8');

const container = z.looseObject({
  volumes: z.array(z.string().regex(/^[^:]+:\/[^:]+(:ro)?$/)).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  restart: z.literal('unless-stopped'),
});
/** Our own image: its health check stands in the Dockerfile. */
const ours = container.extend({
  build: z.object({ context: z.literal('..'), dockerfile: z.literal('deploy/Dockerfile') }),
  environment: z.partialRecord(z.enum(SETTING_NAMES), z.string()),
  volumes: z.array(z.string().regex(/:\/app\/data$/)).length(1),
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  stop_grace_period: z.string(),
});
const foreign = container.extend({
  image: z.string().regex(/^[a-z]+:\d/, 'an image with a version'),
  healthcheck: z.looseObject({ test: z.array(z.string()).min(2) }),
});
const compose = z.looseObject({
  services: z.record(z.string(), z.looseObject({})),
  volumes: z.record(z.string(), z.null()),
});

describe('the deployment files', () => {
  for (const file of ['compose.yaml', 'compose.sqlite.yaml']) {
    it(`${file} describes services that restart, are checked, keep their data and name real settings`, () => {
      const { services, volumes } = readCompose(file);
      for (const [name, service] of Object.entries(services)) {
        const parsed = (name.startsWith('parley') ? ours : foreign).parse(service);
        for (const volume of parsed.volumes ?? []) {
          const [source = ''] = volume.split(':');
          if (!source.startsWith('.'))
            expect(volumes, `${name} uses the volume ${source}`).to.have.property(source);
        }
        for (const other of Object.keys(parsed.depends_on ?? {})) expect(services).to.have.property(other);
      }
    });

    it(`${file} gives its processes settings that they start with`, () => {
      for (const environment of environmentsOf(file)) {
        const config = readConfig(environment);
        expect(config.publicUrl).to.equal('http://localhost:8080');
        expect(config.roles.size).to.equal(3);
      }
    });
  }

  it('compose.yaml runs two processes on MongoDB and Redis behind one proxy that they count', () => {
    const configs = environmentsOf('compose.yaml').map((environment) => readConfig(environment));
    expect(configs).to.have.length(2);
    for (const config of configs) {
      expect(config.store).to.deep.equal({ kind: 'mongo', url: 'mongodb://mongo:27017/parley' });
      expect(config.bus).to.deep.equal({ kind: 'redis', url: 'redis://redis:6379' });
      expect(config.trustProxy).to.equal(1);
    }
    const { services } = readCompose('compose.yaml');
    expect(Object.keys(services)).to.have.members(['parley-1', 'parley-2', 'proxy', 'mongo', 'redis']);
  });

  it('compose.sqlite.yaml runs one process and nothing else', () => {
    const { services } = readCompose('compose.sqlite.yaml');
    expect(Object.keys(services)).to.deep.equal(['parley']);
  });

  it('nginx.conf passes WebSockets on, for each process of compose.yaml, and counts as one proxy', () => {
    const conf = read('nginx.conf');
    for (const name of ['parley-1', 'parley-2']) {
      expect(conf.split(`server ${name}:8080`), `${name} in both upstreams`).to.have.length(3);
    }
    for (const header of ['Upgrade $http_upgrade', 'X-Forwarded-For $proxy_add_x_forwarded_for']) {
      expect(conf).to.include(`proxy_set_header ${header};`);
    }
    expect(conf).to.match(/location \/live \{[^}]*proxy_read_timeout/);
    expect(conf).to.match(/location = \/metrics \{\s*return 404;/);
  });

  it('env.example lists exactly the settings, and a server starts with it as it is', () => {
    const lines = read('env.example')
      .split('\n')
      .filter((line) => /^[^#\s]/.test(line));
    const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line)?.slice(1) as [string, string]);
    expect(pairs.map(([name]) => name)).to.deep.equal([...SETTING_NAMES]);
    expect(readConfig(Object.fromEntries(pairs))).to.deep.equal(readConfig({}));
  });

  it('the README’s table names exactly the settings', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const [, table = ''] = /\n## Settings\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const names = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/[A-Z_]+/g) ?? [],
    );
    expect(names).to.have.members([...SETTING_NAMES]);
  });
});

/** With `<<:` carried out, as compose does. */
function readCompose(file: string) {
  return compose.parse(load(read(file), { schema: CORE_SCHEMA.withTags(mergeTag) }));
}

/** What each of our containers is given, with `${NAME:-default}` as compose fills it in from nothing but SECRET. */
function environmentsOf(file: string): Record<string, string>[] {
  const { services } = readCompose(file);
  return Object.entries(services)
    .filter(([name]) => name.startsWith('parley'))
    .map(([, service]) => {
      const { environment } = ours.parse(service);
      return Object.fromEntries(
        Object.entries(environment).map(([name, value = '']) => [
          name,
          value.replace(/\$\{\w+:(-|\?)([^}]*)\}/g, (_, kind, rest) =>
            kind === '-' ? rest : 's'.repeat(32),
          ),
        ]),
      );
    });
}
