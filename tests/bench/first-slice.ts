import { get, type IncomingHttpHeaders } from 'node:http';
import { SITE } from './program.ts';

/** The path of a page's first slice, as the widget asks for it. */
export function firstSlicePath(key: string): string {
  return `/v1/threads?${new URLSearchParams({ site: SITE, key, sort: 'newest' })}`;
}

/** An answer just as it comes over the wire: `fetch` would undo the encoding. */
export function fetchRaw(
  url: string,
  headers: Record<string, string>,
): Promise<{ headers: IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      resolve({ headers: response.headers, bytes: Buffer.concat(chunks) });
    }).on('error', reject);
  });
}
