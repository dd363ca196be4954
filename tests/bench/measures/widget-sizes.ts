import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { atMost, type Measure, type Row } from '../row.ts';

/** What the widget's build last found, in bytes after gzip. */
const SIZES = resolve(import.meta.dirname, '../../../services/widget/dist/sizes.json');
const EMBED_KB_MAX = 3;
const APP_KB_MAX = 25;
const KILOBYTE = 1024;

/** What a reader's page loads; nothing where the widget was not built. */
export const widgetSizes: Measure = async () => {
  let sizes: { embed: number; app: number; live: number };
  try {
    sizes = JSON.parse(await readFile(SIZES, 'utf8'));
  } catch {
    console.log('the widget is not built (`npm run build`): its sizes are left out');
    return [];
  }
  return [
    row('embed.js', sizes.embed, EMBED_KB_MAX),
    row('reading and writing', sizes.app, APP_KB_MAX),
    { ...row('live, after first paint', sizes.live, Number.POSITIVE_INFINITY), goal: null },
  ];
};

function row(what: string, bytes: number, most: number): Row {
  const kilobytes = bytes / KILOBYTE;
  return {
    group: 'widget, gzip',
    what,
    figure: `${kilobytes.toFixed(1)} KB`,
    against: null,
    ratio: null,
    goal: atMost(kilobytes, most, ' KB'),
  };
}
