import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '@parley/adapters/host/config';
import { advice, type Finding, fault, ok, wording } from './finding.ts';

/** Beyond this the worker has not taken any for a while. */
const WAITING_MANY = 100;

/** Whether issue reports could be kept while the store is down. */
export async function lookAtSpool({ spoolDir }: Config): Promise<Finding[]> {
  const probe = join(spoolDir, `.doctor-${process.pid}`);
  try {
    await mkdir(spoolDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '', { flush: true });
    await rm(probe);
    const waiting = (await readdir(spoolDir)).filter((name) => name.endsWith('.json')).length;
    const what = `spool ${spoolDir} is writable; ${waiting} issue reports wait in it`;
    return [
      waiting > WAITING_MANY
        ? advice(what, 'Is a process with the worker role running, and the store up?')
        : ok(what),
    ];
  } catch (error) {
    return [
      fault(
        `Issue reports cannot be kept in ${spoolDir}: ${wording(error)}`,
        'Let the server’s user write there, or set SPOOL_DIR to a folder that survives a restart.',
      ),
    ];
  }
}
