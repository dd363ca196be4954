import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 100 bits: no two pages of a site meet by chance, and nobody can make one that meets a given other. */
const LENGTH = 20;

/** The id of the thread of a page: the same wherever it is computed, so a thread can be joined before it exists. */
export function threadIdFor(site: string, key: string): string {
  const digest = createHash('sha256').update(`${site}\n${key}`).digest();
  let id = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      id += ALPHABET[(bits >> held) & 31];
    }
    bits &= (1 << held) - 1;
    if (id.length >= LENGTH) break;
  }
  return id.slice(0, LENGTH);
}

/** The thread that a comment belongs to stands in its id. */
export function threadOfComment(commentId: string): string {
  return commentId.slice(0, LENGTH);
}
