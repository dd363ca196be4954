import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const WIDGET = join(import.meta.dirname, '../../../services/widget');
const read = (path: string) => readFileSync(join(WIDGET, path), 'utf8');
const SOURCES = readdirSync(join(WIDGET, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => read(`src/${path}`));

/** What stands between backticks in the first column of the table with this heading, cell by cell. */
function firstColumn(document: string, heading: string): string[] {
  const lines = document.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const rows = lines.slice(from + 2, lines.indexOf('', from));
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  );
}

/** The custom properties that a rule of the tokens sets. */
function tokens(selector: string): Map<string, string> {
  const css = read('src/styles/tokens.css');
  const rule = css.slice(css.indexOf(`${selector} {`)).replace(/\}[\s\S]*/, '');
  return new Map(
    [...rule.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('what the widget’s README says', () => {
  const readme = read('README.md');
  const attributes = [
    ...new Set(
      SOURCES.flatMap((text) => [...text.matchAll(/\b(?:options|given)\.(\w+)/g)].map(([, name]) => name)),
    ),
  ].map((name) => `data-${(name ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);

  it('of attributes is all that pages can say, here and in the project’s own README', () => {
    expect(attributes).to.include('data-sso-token');
    expect([...firstColumn(readme, 'attribute'), 'data-site'].sort()).to.deep.equal(attributes.sort());
    const above = readFileSync(join(WIDGET, '../../README.md'), 'utf8');
    expect(firstColumn(above, 'attribute').sort()).to.deep.equal(attributes);
  });

  it('of events is every one that pages can hear', () => {
    const emitted = SOURCES.flatMap((text) => [
      ...text.matchAll(/\bemit\((?:reader \? )?'([\w-]+)'(?: : '([\w-]+)')?/g),
    ])
      .flatMap(([, first, second]) => [first, second])
      .filter((name) => name !== undefined);
    expect(firstColumn(readme, 'event').sort()).to.deep.equal([...new Set(emitted)].sort());
  });

  it('of parts is every part that can be styled', () => {
    const parts = SOURCES.flatMap((text) => [...text.matchAll(/\bpart="(\w+)"/g)].map(([, name]) => name));
    expect(firstColumn(readme, 'part').sort()).to.deep.equal([...new Set(parts)].sort());
  });

  it('of custom properties is each with its values, light and dark, and none is used that is not there', () => {
    const light = tokens(':host');
    const dark = tokens(':host([data-scheme="dark"])');
    const told = readme.split('\n').filter((line) => line.startsWith('| `--parley-'));
    const valuesOf = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value);
    const named: string[] = [];
    for (const row of told) {
      const [, names, lightCell, darkCell] = row.split('|');
      valuesOf(names).forEach((name, index) => {
        named.push(name);
        const [isLight, isDark] = [valuesOf(lightCell)[index], valuesOf(darkCell)[index]];
        if (isLight) expect(light.get(name), name).to.equal(isLight);
        if (isLight) expect(dark.get(name), `${name}, dark`).to.equal(isDark);
      });
    }
    // The page's own typeface is what is not set.
    expect(named.sort()).to.deep.equal([...light.keys(), '--parley-text-font'].sort());
    expect([...dark.keys()].filter((name) => !light.has(name))).to.deep.equal([]);
    const styles = readdirSync(join(WIDGET, 'src/styles')).map((name) => read(`src/styles/${name}`));
    const used = styles.flatMap((css) =>
      [...css.matchAll(/var\((--parley-[\w-]+)/g)].map(([, name = '']) => name),
    );
    expect([...new Set(used)].filter((name) => !named.includes(name))).to.deep.equal([]);
    expect(named.filter((name) => !used.includes(name))).to.deep.equal([]);
  });
});
