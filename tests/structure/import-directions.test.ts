import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import { faults, packageName } from './directions.ts';
import { importsOf, ROOT, readSources, type Source } from './sources.ts';

describe('import directions', () => {
  it('run from contracts over core and adapters to what runs, never back or sideways', () => {
    const found = readSources('shared', 'services').flatMap(faults);
    expect(found, `\n${found.join('\n')}\n`).to.deep.equal([]);
  });

  it('every package a file imports is declared by its own workspace', () => {
    const found = readSources('shared', 'services').flatMap(undeclared);
    expect(found, `\n${found.join('\n')}\n`).to.deep.equal([]);
  });

  const wrong: [string, string, RegExp][] = [
    [
      'shared/contracts/src/a.ts',
      `import { x } from '@parley/core/x';`,
      /move what both need into contracts/,
    ],
    ['shared/core/src/a.ts', `import type { X } from '@parley/adapters/x';`, /as a port/],
    ['shared/core/src/a.ts', `import express from 'express';`, /take plain values/],
    ['shared/core/src/a.ts', `import {\n  Redis,\n} from 'ioredis';`, /drivers stay in their adapter/],
    ['shared/core/src/a.ts', `import { DatabaseSync } from 'node:sqlite';`, /drivers stay in their adapter/],
    ['shared/core/src/a.ts', `import { readFile } from 'node:fs/promises';`, /through a port/],
    ['shared/core/src/a.ts', 'const now = Date.now();', /clock port/],
    ['shared/core/src/a.ts', 'const now = new Date();', /clock port/],
    ['shared/core/src/a.ts', 'const port = process.env.PORT;', /settings come as arguments/],
    [
      'shared/adapters/src/a.ts',
      `export { x } from '../../../services/server/src/x.ts';`,
      /knows nothing of who runs/,
    ],
    ['services/server/src/http/a.ts', `import { x } from '../realtime/x.ts';`, /separate processes/],
    ['services/server/src/worker/a.ts', `import { x } from '@parley/server/http/x';`, /separate processes/],
    ['services/server/src/realtime/a.ts', `await import('@parley/adapters/bus/redis');`, /compose\.ts/],
    ['services/server/src/a.ts', `import { x } from '@parley/adapters/x';`, /only compose\.ts and serve\.ts/],
    [
      'services/server/src/serve.ts',
      `import { x } from '@parley/adapters/bus/redis';`,
      /only compose\.ts picks/,
    ],
    ['services/server/src/worker/a.ts', `import { Server } from 'socket.io';`, /event-bus port/],
    ['services/widget/src/a.tsx', `import { x } from '@parley/core/x';`, /browsers get contracts only/],
    [
      'services/console/src/a.tsx',
      `import { x } from '../../widget/src/x.ts';`,
      /browsers get contracts only/,
    ],
    ['services/cli/src/a.ts', `import { x } from '@parley/server/compose';`, /belongs into core/],
  ];
  for (const [path, text, advice] of wrong) {
    it(`refuse \`${text.replaceAll('\n', ' ')}\` in ${path}, and say what to do instead`, () => {
      const [fault, ...more] = faults({ path, text });
      expect(fault).to.match(advice).and.to.include(path);
      expect(more).to.deep.equal([]);
    });
  }

  it('leave in peace what is right, and what is said in comments', () => {
    const right: Source[] = [
      {
        path: 'shared/core/src/a.ts',
        text: `// never Date.now()\n/* import 'express' */ new Date(clock.now());`,
      },
      { path: 'services/server/src/compose.ts', text: `import { x } from '@parley/adapters/x';` },
      {
        path: 'services/server/src/http/a.ts',
        text: `import express from 'express';\nimport '../drain.ts';`,
      },
      {
        path: 'services/widget/src/a.tsx',
        text: `import type { Comment } from '@parley/contracts/objects';`,
      },
    ];
    expect(right.flatMap(faults)).to.deep.equal([]);
  });
});

function undeclared(source: Source): string[] {
  const [folder, name] = source.path.split('/');
  const manifest = JSON.parse(readFileSync(join(ROOT, `${folder}/${name}/package.json`), 'utf8'));
  return importsOf(source)
    .filter((target) => !target.startsWith('.') && !isBuiltin(target))
    .map(packageName)
    .filter((target) => target !== manifest.name && !(target in (manifest.dependencies ?? {})))
    .map((target) => `${source.path} imports ${target}: add it to ${folder}/${name}/package.json.`);
}
