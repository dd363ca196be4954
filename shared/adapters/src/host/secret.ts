import { createHmac, randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import type { HashToken } from '@parley/core/ports/host';

const SECRET_BYTES = 32;

/** Hashes session tokens with the installation's secret; another secret ends all sessions. */
export function createHashToken(secret: string): HashToken {
  return (token) => createHmac('sha256', secret).update(token).digest('hex');
}

/** The secret kept in a file, which is made at the first start, for its owner's eyes only. */
export async function keptSecret(path: string): Promise<string> {
  try {
    await fs.writeFile(path, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await fs.readFile(path, 'utf8')).trim();
}
