import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { acceptedEncoding, type Encoding } from './finished-bytes.ts';
import { isKnownAlready } from './known-already.ts';

/** A build has a few dozen files; while one works on them, names come and go. */
const KEPT_MAX = 200;
/** Names of our own builds; everything else is left to whoever comes next. */
const FILE_NAME = /^\/[\w-]+\.(js|css|svg)$/;

type Compressed = { changedAt: number; etag: string; bytes: Buffer };

/**
 * Serves the scripts and styles of a folder compressed, to browsers that can take them so: each once made, as
 * small as it gets, and kept. Put it before `express.static`, which serves the rest.
 */
export function compressedFiles(root: string, cacheControl: string): RequestHandler {
  const kept = new Map<string, Promise<Compressed>>();

  return async (request, response, next) => {
    const encoding = acceptedEncoding(request.headers['accept-encoding']);
    const isOurs = (request.method === 'GET' || request.method === 'HEAD') && FILE_NAME.test(request.path);
    if (!isOurs || encoding === 'identity') {
      next();
      return;
    }
    const path = join(root, request.path);
    const changedAt = await fs.stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (changedAt === null) {
      next();
      return;
    }
    const { etag, bytes } = await compressed(path, encoding, changedAt);
    response.set({ 'Cache-Control': cacheControl, 'Content-Encoding': encoding, ETag: etag });
    response.vary('Accept-Encoding').type(extname(path));
    if (isKnownAlready(request, etag)) response.status(304).end();
    else response.send(bytes);
  };

  async function compressed(path: string, encoding: Encoding, changedAt: number): Promise<Compressed> {
    const name = `${encoding} ${path}`;
    const known = await kept.get(name);
    if (known?.changedAt === changedAt) return known;
    const made = make(path, encoding, changedAt);
    made.catch(() => kept.delete(name));
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(name, made);
    return made;
  }
}

async function make(path: string, encoding: Encoding, changedAt: number): Promise<Compressed> {
  const file = await fs.readFile(path);
  const bytes = await promisify(encoding === 'br' ? brotliCompress : gzip)(file);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { changedAt, etag: `"${hash}"`, bytes };
}
