import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

export type Machine = {
  description: string;
  /** What to put before a command so that it runs on the server's core; empty without `taskset`. */
  serverPrefix: string[];
};

const SERVER_CORE = '0';
const LOAD_CORE = '1';
/** The unit of times in `/proc`, which Linux fixes at this for programs. */
const TICKS_PER_SECOND = 100;

/** Moves this process, which makes the load, to its own core, where the machine can do that; says so. */
export function pinLoadGenerator(): Machine {
  const isPinned = availableParallelism() > 1 && pin(process.pid, LOAD_CORE);
  const where = isPinned
    ? `server on core ${SERVER_CORE}, load generator on core ${LOAD_CORE}`
    : 'NOT pinned to cores (no taskset or one core): figures vary more';
  const [first] = cpus();
  const load = loadavg()[0]?.toFixed(2);
  return {
    description: `${first?.model ?? 'unknown processor'} x ${cpus().length}, Node ${process.version}, ${where}, load before ${load}`,
    serverPrefix: isPinned ? ['taskset', '-c', SERVER_CORE] : [],
  };
}

function pin(pid: number, core: string): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', core, String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Processor time that a process has used, in seconds; null where the system does not tell. */
export function processorSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    // Counted from the state, the third field of proc(5): user and system time are the 14th and 15th.
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** Processor time that all programs of this machine have used, in seconds; null where the system does not tell. */
export function machineSeconds(): number | null {
  try {
    const times = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).slice(1).map(Number) ?? [];
    // proc(5): user, nice, system, idle, iowait, irq, softirq, steal. A neighbour's steal slows us as well.
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = times;
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** Resident memory of a process in MB (10^6 bytes); null where the system does not tell. */
export function residentMegabytes(pid: number): number | null {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
  } catch {
    return null;
  }
}
