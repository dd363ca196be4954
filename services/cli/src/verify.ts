import { setTimeout } from 'node:timers/promises';
import { type LogFinding, verifyLog } from '@parley/core/moderation/verify-log';
import type { Command } from 'commander';
import type { Host } from './host.ts';
import { withStore } from './with-store.ts';

/** A server that writes meanwhile is done with what it wrote, or its repair is, after this. */
const SETTLE_MS = 6_000;

export function verify(program: Command, host: Host, report: () => void): void {
  program
    .command('verify')
    .description('check that the log of moderation is as it was written, and that review items agree with it')
    .option('--settle-ms <ms>', 'how long to wait before a finding is looked at again', String(SETTLE_MS))
    .action(async ({ settleMs }: { settleMs: string }) => {
      if (!(await isWhole(host, Number(settleMs)))) report();
    });
}

async function isWhole(host: Host, settleMs: number): Promise<boolean> {
  return withStore(host, async (store) => {
    let { sites, findings } = await verifyLog({ store });
    if (findings.length > 0) {
      const first = new Set(findings.map(keyOf));
      await setTimeout(settleMs);
      const again = await verifyLog({ store });
      sites = again.sites;
      findings = again.findings.filter((finding) => first.has(keyOf(finding)));
    }
    for (const { site, events, head } of sites) host.print(`${site}\t${events} events\thead ${head}`);
    for (const { kind, site, name, detail } of findings) {
      host.print(`${kind.toUpperCase()}\t${site}\t${name}\t${detail}`);
    }
    host.print(
      findings.length === 0
        ? 'The log of moderation is whole, and every review item is what its events come to.'
        : `${findings.length} findings: somebody wrote to the store past Parley, or a restore left it half done.`,
    );
    return findings.length === 0;
  });
}

function keyOf({ kind, site, name }: LogFinding): string {
  return `${kind} ${site} ${name}`;
}
