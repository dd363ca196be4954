import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { freePort } from '../harness/free-port.ts';
import { waitFor } from '../harness/wait-for.ts';
import type { Machine } from './machine.ts';

/** A program under measurement, in a process of its own. */
export type Program = { url: string; pid: number; stop(): Promise<void> };

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 20_000;
/** After this a program that was told to stop is made to. */
const STOP_LIMIT_MS = 6_000;
export const SITE = 'bench';
/** Where the site's pages stand: nobody listens there, so that whoever opens one brings it along. */
export const PAGES_ORIGIN = 'http://bench.localhost';

const running = new Set<ChildProcess>();

/** Starts a file on the server's core; resolves when its port answers HTTP, whatever the answer. */
export async function startProgram(
  machine: Machine,
  file: string,
  env: Record<string, string>,
): Promise<Program> {
  const port = await freePort();
  const [command = '', ...args] = [...machine.serverPrefix, process.execPath, join(ROOT, file)];
  // Pinning replaces itself by the program, so the process id is the program's own.
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    `${file} to answer`,
    async () => {
      if (child.exitCode !== null) return true;
      return (await fetch(`${url}/healthz`)).status > 0;
    },
    START_LIMIT_MS,
  );
  if (child.exitCode !== null) throw new Error(`${file} ended with code ${child.exitCode}`);
  return { url, pid: child.pid as number, stop: () => end(child) };
}

/** Our server on the seeded data; `file` may name a variant of it. */
export function startServer(
  machine: Machine,
  folder: string,
  { file = 'services/server/src/main.ts', database = 'bench.db' } = {},
): Promise<Program> {
  return startProgram(machine, file, {
    STORE_URL: `sqlite:${join(folder, database)}`,
    SPOOL_DIR: join(folder, `spool-${database}`),
    BOOTSTRAP_SITE: `${SITE}=https://bench.example,${PAGES_ORIGIN}`,
    BOOTSTRAP_MODERATOR: 'owner@bench.example:a long enough password',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
  });
}

/** Ends whatever still runs, by process id. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map(end));
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.delete(child) || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}
