import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Exit code of a command that was interrupted, as shells have it. */
const INTERRUPTED = 130;

export async function askSecret(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  terminal.once('SIGINT', () => process.exit(INTERRUPTED));
  try {
    return (await terminal.question('')) || null;
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
