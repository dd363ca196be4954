import { setTimeout as pause } from 'node:timers/promises';
import { openRawViewer, type RawViewer } from '../harness/raw-viewer.ts';
import { type Program, SITE } from './program.ts';

/** Many viewers of one thread on one program, cheap ones: whatever they cost the generator is lost to the load. */
export type Crowd = {
  program: Program;
  size: number;
  /** Posts, and waits until every viewer has been sent it. Times in milliseconds since the post began. */
  tellAll(): Promise<Telling>;
  /** How many connections have ended by themselves. */
  lost(): number;
  close(): void;
};

/** When each viewer had it; the last one too. */
export type Telling = { each: number[]; lastMs: number };

/** Connections that are being made at the same time. */
const OPENING_AT_ONCE = 50;
/** A viewer who has not been told by then never will be. */
const TELL_LIMIT_MS = 15_000;
const CHANGES = '42["changes"';

/** Opens `size` viewers of a thread; `post` makes the program send its viewers one message. */
export async function openCrowd(
  program: Program,
  options: { size: number; thread: string; after: number; post: () => Promise<void> },
): Promise<Crowd> {
  const { size, thread, after, post } = options;
  const viewers: RawViewer[] = [];
  let isClosing = false;
  let lost = 0;
  let told = (_at: number) => {};

  const onText = (text: string) => {
    if (text.startsWith(CHANGES)) told(performance.now());
  };
  async function open() {
    const viewer = await openRawViewer(program.url, { site: SITE, onText });
    viewers.push(viewer);
    void viewer.closed.then(() => {
      if (!isClosing) lost += 1;
    });
    await viewer.join(thread, after);
  }
  for (let at = 0; at < size; at += OPENING_AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(OPENING_AT_ONCE, size - at) }, open));
  }

  return {
    program,
    size,
    async tellAll() {
      const each: number[] = [];
      const all = Promise.withResolvers<void>();
      const startedAt = performance.now();
      told = (at) => {
        each.push(at - startedAt);
        if (each.length === size) all.resolve();
      };
      const limit = new AbortController();
      const late = pause(TELL_LIMIT_MS, undefined, { signal: limit.signal }).then(() => {
        throw new Error(`${program.url}: ${size - each.length} of ${size} viewers were not told`);
      });
      late.catch(() => {});
      await post();
      await Promise.race([all.promise, late]);
      limit.abort();
      return { each, lastMs: each.at(-1) ?? Number.NaN };
    },
    lost: () => lost,
    close() {
      isClosing = true;
      for (const viewer of viewers) viewer.cut();
    },
  };
}
