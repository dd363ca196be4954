import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

/** All that is kept, compressed forms included; the least recently used goes first. */
const KEPT_BYTES_MAX = 64 * 1024 * 1024;
/** Better ratios cost more time than they save on answers of this size. */
const BROTLI_QUALITY = 5;
/** Smaller answers fit into a packet as they are. */
const COMPRESS_FROM_BYTES = 1_000;

/** Named, and not with a quality of zero, which means "not this one". */
const ACCEPTS_BR = /\bbr\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/;
const ACCEPTS_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/;

export type Encoding = 'identity' | 'gzip' | 'br';
export type Finished = {
  head: number;
  etag: string;
  plain: Buffer;
  gzip: Promise<Buffer> | null;
  br: Promise<Buffer> | null;
  /** When it was last known to be the current answer, by `performance.now()`. */
  trueAt: number;
};

/**
 * Finished answers by key: one build for many readers. An entry is replaced when its ETag is no longer the
 * current one, so nothing has to be told what became old.
 */
export function createFinishedBytes() {
  const entries = new Map<string, Finished>();
  const building = new Map<string, Promise<Finished>>();
  let keptBytes = 0;

  function find(key: string): Finished | undefined {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  }

  /** Builds once however many ask at the same time. */
  function build(
    key: string,
    etag: string,
    make: () => Promise<{ head: number; etag: string; json: string }>,
  ): Promise<Finished> {
    const id = `${key} ${etag}`;
    let promise = building.get(id);
    if (promise === undefined) {
      promise = make()
        .then(({ json, ...made }) => keep(key, finishedOf(made, json)))
        .finally(() => building.delete(id));
      building.set(id, promise);
    }
    return promise;
  }

  function keep(key: string, entry: Finished): Finished {
    drop(key);
    entries.set(key, entry);
    keptBytes += weight(entry);
    for (const oldest of entries.keys()) {
      if (keptBytes <= KEPT_BYTES_MAX || oldest === key) break;
      drop(oldest);
    }
    return entry;
  }

  function drop(key: string): void {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    keptBytes -= weight(entry);
  }

  return { find, build };
}

function finishedOf(made: { head: number; etag: string }, json: string): Finished {
  return { ...made, plain: Buffer.from(json), gzip: null, br: null, trueAt: performance.now() };
}

/** An entry counts for its compressed forms too, which come later: together they are smaller than the plain one. */
function weight(entry: Finished): number {
  return entry.plain.length * 2;
}

/** The bytes in the asked-for encoding, compressed once. */
export async function encoded(
  entry: Finished,
  encoding: Encoding,
): Promise<{ bytes: Buffer; encoding: Encoding }> {
  if (encoding === 'identity' || entry.plain.length < COMPRESS_FROM_BYTES)
    return { bytes: entry.plain, encoding: 'identity' };
  if (encoding === 'br') {
    entry.br ??= brotliAsync(entry.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
    return { bytes: await entry.br, encoding };
  }
  entry.gzip ??= gzipAsync(entry.plain);
  return { bytes: await entry.gzip, encoding };
}

export function acceptedEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  if (ACCEPTS_BR.test(header)) return 'br';
  return ACCEPTS_GZIP.test(header) ? 'gzip' : 'identity';
}
