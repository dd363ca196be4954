import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { atMost, type Measure, type Row } from '../row.ts';

const DIST = resolve(import.meta.dirname, '../../../services/widget/dist');
const EMBED_KB_MAX = 3;
const APP_KB_MAX = 25;
const KILOBYTE = 1024;
/** Modules that come when they are needed, by how their names begin; the others are for reading and writing. */
const LATER = ['live-', 'on-demand-'];

/** What a reader's page loads of the widget, as it was last built; nothing where it was not. */
export const widgetSizes: Measure = async () => {
  let modules: string[];
  try {
    modules = await readdir(join(DIST, 'widget'));
  } catch {
    console.log('the widget is not built (`npm run build`): its sizes are left out');
    return [];
  }
  const first = modules.filter((name) => !LATER.some((prefix) => name.startsWith(prefix)));
  const rows = [
    row('embed.js', await kilobytes(['embed.js']), EMBED_KB_MAX),
    row('reading and writing', await kilobytes(first.map((name) => `widget/${name}`)), APP_KB_MAX),
  ];
  for (const prefix of LATER) {
    const names = modules.filter((name) => name.startsWith(prefix)).map((name) => `widget/${name}`);
    rows.push(row(`${prefix.replaceAll('-', ' ').trim()}, after first paint`, await kilobytes(names), null));
  }
  return rows;
};

function row(what: string, size: number, most: number | null): Row {
  const goal = most === null ? null : atMost(size, most, ' KB');
  return { group: 'widget, gzip', what, figure: `${size.toFixed(1)} KB`, against: null, ratio: null, goal };
}

async function kilobytes(files: string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(DIST, file)), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / KILOBYTE;
}
