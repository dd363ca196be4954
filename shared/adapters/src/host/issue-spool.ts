import { constants, promises as fs } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@parley/core/ports/host';
import type { IssueReportRecord } from '@parley/core/ports/issue-records';
import { type IssueSpool, SpoolFull } from '@parley/core/ports/issue-spool';

/** A report has 32 KB at most: all of them together fit into 320 MB. */
const WAITING_MAX = 10_000;
/** Written at the same time: a burst must not use up the files that a process may have open. */
const WRITING_MAX = 16;
/** What systems say of a disk that takes no more. */
const DISK_FULL = ['ENOSPC', 'EDQUOT'];

/**
 * Waiting issue reports as one file each in a folder, named by ticket. A file is written aside, flushed to the
 * disk and renamed into place, so one that is there is whole. The time in front of the name keeps the order.
 */
export async function openIssueSpool(
  folder: string,
  log: Log,
  { waitingMax = WAITING_MAX } = {},
): Promise<IssueSpool> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const files = new Map<string, string>();
  const writing = new Map<string, Promise<void>>();
  const inTurn = createTurns(WRITING_MAX);
  for (const name of (await fs.readdir(folder)).sort()) {
    const ticket = /^\d{15}-([0-9a-f-]{36})\.json$/.exec(name)?.[1];
    if (ticket) files.set(ticket, name);
    else if (name.endsWith('.part')) await fs.rm(join(folder, name), { force: true });
  }

  async function accept(report: IssueReportRecord): Promise<void> {
    const ticket = report.ticket.toLowerCase();
    // Sent twice at once, neither is told that it is kept before it is.
    if (files.has(ticket)) return writing.get(ticket);
    if (files.size >= waitingMax) throw new SpoolFull();
    const name = `${String(report.receivedAt).padStart(15, '0')}-${ticket}.json`;
    files.set(ticket, name);
    const written = inTurn(() => writeDurably(folder, name, JSON.stringify(report)))
      .catch((error: NodeJS.ErrnoException) => {
        files.delete(ticket);
        throw DISK_FULL.includes(error.code ?? '') ? new SpoolFull() : error;
      })
      .finally(() => writing.delete(ticket));
    writing.set(ticket, written);
    await written;
  }

  async function list(limit: number): Promise<IssueReportRecord[]> {
    const reports: IssueReportRecord[] = [];
    for (const [ticket, name] of [...files].slice(0, limit)) {
      const report = await read(join(folder, name));
      if (report === 'unwritten') continue;
      if (report !== null) reports.push(report);
      else {
        log.error('issue-spool.damaged', { ticket });
        files.delete(ticket);
        await fs.rename(join(folder, name), join(folder, `${name}.damaged`)).catch(() => {});
      }
    }
    return reports;
  }

  return {
    accept,
    list,
    has: async (ticket) => files.has(ticket.toLowerCase()),
    async remove(ticket) {
      const name = files.get(ticket.toLowerCase());
      if (name === undefined) return;
      await fs.rm(join(folder, name), { force: true });
      files.delete(ticket.toLowerCase());
    },
  };
}

/** Runs at most `max` at a time, the others in the order in which they came. */
function createTurns(max: number): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      await work();
    } finally {
      // Whoever is next takes the place over.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const aside = join(folder, `${name}.part`);
  const file = await fs.open(aside, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(aside, join(folder, name));
  const directory = await fs.open(folder, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function read(path: string): Promise<IssueReportRecord | null | 'unwritten'> {
  try {
    return JSON.parse(await fs.readFile(path, 'utf8')) as IssueReportRecord;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'unwritten' : null;
  }
}
