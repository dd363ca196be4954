/** Who may import whom. The rules are a table; `faults` says what breaks them and what to do instead. */
import { posix } from 'node:path';
import { importsOf, type Source, withoutComments } from './sources.ts';

type Room = {
  name: string;
  /** The files that belong to it; the first room that fits is a file's own. */
  files: RegExp;
  /** The rooms it may import from, itself included. */
  mayImport: string[];
  /** What to do instead of importing from any other. */
  instead: string;
};

/** Adapters of which there are several: one file chooses. */
const PICKED = /^shared\/adapters\/src\/(storage|bus|limits)\//;
const PICKER = 'services/server/src/compose.ts';
const THROUGH_CORE = 'call a use case of core, and let compose.ts hand it what it needs';

const ROOMS: Room[] = [
  {
    name: 'tools',
    files: /^services\/\w+\/(build|dev)\.ts$/,
    mayImport: ['compose'],
    instead: 'what builds stands outside of what is built',
  },
  {
    name: 'contracts',
    files: /^shared\/contracts\//,
    mayImport: ['contracts'],
    instead: 'contracts is what everybody stands on: move what both need into contracts',
  },
  {
    name: 'core',
    files: /^shared\/core\//,
    mayImport: ['contracts', 'core'],
    instead: 'say what the domain needs as a port in core/src/ports, and let an adapter fulfil it',
  },
  {
    name: 'adapters',
    files: /^shared\/adapters\//,
    mayImport: ['contracts', 'core', 'adapters'],
    instead: 'an adapter fulfils a port of core and knows nothing of who runs it',
  },
  {
    name: 'compose',
    files: /^services\/server\/src\/(main|serve|compose|realtime-deps|welcome)\.ts$/,
    mayImport: ['contracts', 'core', 'adapters', 'compose', 'http', 'realtime', 'worker', 'server'],
    instead: 'the server serves the built files of widget and console; it does not import them',
  },
  ...['http', 'realtime', 'worker'].map((role) => ({
    name: role,
    files: new RegExp(`^services/server/src/${role}/`),
    mayImport: ['contracts', 'core', 'server', role],
    instead: `roles run in separate processes: ${THROUGH_CORE}`,
  })),
  {
    name: 'server',
    files: /^services\/server\//,
    mayImport: ['contracts', 'core', 'server'],
    instead: `only compose.ts and serve.ts pick adapters and roles: ${THROUGH_CORE}`,
  },
  {
    name: 'cli',
    files: /^services\/cli\//,
    mayImport: ['contracts', 'core', 'adapters', 'cli'],
    instead: 'what the server and the command both do belongs into core',
  },
  ...['widget', 'console'].map((browser) => ({
    name: browser,
    files: new RegExp(`^services/${browser}/`),
    mayImport: ['contracts', browser],
    instead: 'browsers get contracts only: put what both sides need there, and leave the rest to the server',
  })),
];

/** Packages that only these rooms may import. */
const PACKAGES: { named: RegExp; rooms: string[]; instead: string }[] = [
  {
    named: /^(mongoose|mongodb|ioredis|(node:)?sqlite)$/,
    rooms: ['adapters'],
    instead: 'drivers stay in their adapter: ask the store or event-bus port for it',
  },
  {
    named: /^rate-limit-redis$/,
    rooms: ['adapters'],
    instead: 'where limits count is an adapter’s choice: take the store that compose.ts hands in',
  },
  {
    named: /^(express|express-rate-limit|cors|helmet|pino-http)$/,
    rooms: ['http', 'server', 'compose'],
    instead: 'HTTP is the http role’s: take plain values and return plain values',
  },
  {
    named: /^socket\.io$/,
    rooms: ['realtime', 'compose'],
    instead: 'sockets are the realtime role’s: publish on the event-bus port',
  },
  {
    named: /^node:(?!crypto$|buffer$)/,
    rooms: ['adapters', 'compose', 'http', 'realtime', 'worker', 'server', 'cli', 'tools'],
    instead: 'core and contracts touch no machine, and browsers have none: ask for it through a port',
  },
];

/** What core must be handed instead of taking it. */
const WORDS_NOT_IN_CORE: [RegExp, string][] = [
  [
    /\bprocess\s*\.\s*env\b/,
    'settings come as arguments; only adapters/host/config.ts reads the environment',
  ],
  [/\bDate\s*\.\s*now\s*\(|\bnew\s+Date\s*\(\s*\)/, 'the time comes from the clock port'],
  [/\bMath\s*\.\s*random\s*\(|\brandomUUID\s*\(/, 'ids and secrets come from the ids port'],
];

/** Everything in a file that goes the wrong way, each with what to do instead. */
export function faults(source: Source): string[] {
  const room = ROOMS.find(({ files }) => files.test(source.path));
  if (room === undefined) return [`${source.path} lies in no room: add it to the table in directions.ts`];
  const found = importsOf(source).flatMap((target) => importFault(source.path, room, target));
  if (room.name === 'core') {
    const code = withoutComments(source.text);
    for (const [word, instead] of WORDS_NOT_IN_CORE) {
      const match = word.exec(code);
      if (match) found.push(`${source.path} uses ${match[0]}: ${instead}.`);
    }
  }
  return found;
}

function importFault(path: string, room: Room, target: string): string[] {
  const file = target.startsWith('.') ? posix.join(posix.dirname(path), target) : fileOfWorkspace(target);
  if (file !== null) {
    const to = ROOMS.find(({ files }) => files.test(file))?.name ?? 'no room';
    if (room.name === 'compose' && PICKED.test(file) && path !== PICKER) {
      return [`${path} imports ${target}: only compose.ts picks a store or a bus: take what it made.`];
    }
    return room.mayImport.includes(to)
      ? []
      : [`${path} (${room.name}) imports ${target} (${to}): ${room.instead}.`];
  }
  const rule = PACKAGES.find(
    ({ named, rooms }) => named.test(packageName(target)) && !rooms.includes(room.name),
  );
  return rule ? [`${path} (${room.name}) imports ${target}: ${rule.instead}.`] : [];
}

/** `@parley/core/ports/store` is a file of the workspace; null for a package from outside. */
function fileOfWorkspace(target: string): string | null {
  const [, name, rest = ''] = /^@parley\/([^/]+)\/?(.*)$/.exec(target) ?? [];
  if (name === undefined) return null;
  const folder = ['contracts', 'core', 'adapters'].includes(name) ? 'shared' : 'services';
  return `${folder}/${name}/src/${rest}.ts`;
}

/** The package of an import: `preact/hooks` is of `preact`, `@preact/signals/x` of `@preact/signals`. */
export function packageName(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
