import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { listFolders, ROOT, readSources } from './sources.ts';

/** Beyond this a file holds two things. */
const LINES_MAX = 300;
/** Folders named like this collect what has no room: name the room that is missing. */
const NO_ROOMS = /^(utils?|common|helpers?|libs?|types|misc|general|shared)$/;

describe('the rooms of the code', () => {
  it('hold small files', () => {
    const long = readSources('services', 'shared')
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LINES_MAX)
      .map(
        ({ path, lines }) => `${path} has ${lines} lines: find the second thing in it and give it a file.`,
      );
    expect(long, `\n${long.join('\n')}\n`).to.deep.equal([]);
  });

  it('are named for what is in them', () => {
    const folders = listFolders('services', 'shared', 'tests').filter((path) =>
      NO_ROOMS.test(basename(path)),
    );
    const files = readSources('services', 'shared', 'tests')
      .map(({ path }) => path)
      .filter((path) => NO_ROOMS.test(basename(path).replace(/\.tsx?$/, '')));
    expect([...folders, ...files], 'a name that says nothing: which room is missing?').to.deep.equal([]);
  });

  it('have file names in kebab-case, components in PascalCase', () => {
    const odd = readSources('services', 'shared', 'tests')
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^([a-z0-9]+(-[a-z0-9]+)*(\.(test|d))?\.ts|([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)\.tsx)$/.test(
            basename(path),
          ),
      );
    expect(odd).to.deep.equal([]);
  });

  it('are few at the top, and each is one that the README explains', () => {
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
    const entries = readdirSync(ROOT).filter(
      (name) =>
        name !== '.git' && !ignored.includes(name) && !ignored.includes(`${name}/`) && !name.endsWith('.log'),
    );
    const expected = [
      ...['.biome.json', '.ci', '.gitignore', '.mocharc.json', '.npmrc'],
      ...['CONTRIBUTING.md', 'LICENSE', 'Makefile', 'README.md'],
      ...['deploy', 'package-lock.json', 'package.json', 'services', 'shared', 'tests', 'tsconfig.base.json'],
    ];
    expect(entries.toSorted()).to.deep.equal(expected.toSorted());
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    for (const folder of ['services', 'shared', 'tests', 'deploy']) expect(readme).to.include(`\`${folder}/`);
    expect(listFolders('services').filter((path) => path.split('/').length === 2)).to.have.members(
      ['server', 'widget', 'console', 'cli'].map((name) => `services/${name}`),
    );
    expect(listFolders('shared').filter((path) => path.split('/').length === 2)).to.have.members(
      ['contracts', 'core', 'adapters'].map((name) => `shared/${name}`),
    );
  });

  for (const document of ['README.md', 'CONTRIBUTING.md', 'deploy/README.md']) {
    it(`are where ${document} says they are`, () => {
      const text = readFileSync(join(ROOT, document), 'utf8');
      const paths = [...text.matchAll(/`((?:services|shared|tests|deploy)\/[\w/-][\w./-]*)`/g)].map(
        ([, path = '']) => path,
      );
      const gone = paths.filter((path) => !existsSync(join(ROOT, path)));
      expect(gone, `${document} names what is not there`).to.deep.equal([]);
    });
  }
});
