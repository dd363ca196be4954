import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { waitFor } from './wait-for.ts';

/** A second or two on a machine with nothing else to do. */
const START_LIMIT_MS = 45_000;
const MAIN = join(import.meta.dirname, '../../services/server/src/main.ts');

export type ServerProcess = {
  url: string;
  child: ChildProcess;
  output(): string;
  /** Ends it and waits until it is gone; answers the exit code, null after a signal. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/** The server as a process of its own, with nothing of this process's environment but PATH. */
export function spawnServer(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk).slice(-100_000);
    });
  }
  return { child, output: () => text };
}

/** Starts a server process and waits until it is ready. */
export async function startServerProcess(port: number, env: Record<string, string>): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${port}`;
  const { child, output } = spawnServer({ PORT: String(port), PUBLIC_URL: url, ...env });
  await waitFor(
    'the server to be ready',
    async () => child.exitCode !== null || (await fetch(`${url}/readyz`)).ok,
    START_LIMIT_MS,
  );
  if (child.exitCode !== null) throw new Error(`the server ended at its start: ${output()}`);
  return {
    url,
    child,
    output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}
