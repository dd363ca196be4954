import { type Config, ConfigError, readConfig } from '@parley/adapters/host/config';
import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { lookAtAddresses } from './addresses.ts';
import { lookAtBus } from './bus.ts';
import { type Finding, fault } from './finding.ts';
import { lookAtPublicUrl } from './public-url.ts';
import { lookAtSettings } from './settings.ts';
import { lookAtSpool } from './spool.ts';
import { lookAtStore } from './store.ts';

/** Calls `onFault` when anything found keeps the service from working. */
export function doctor(program: Command, host: Host, onFault: () => void): void {
  program
    .command('doctor')
    .description('look at settings, store, bus and spool, and say what to do about each fault')
    .action(async () => {
      const findings = await examine(host);
      for (const finding of findings) print(finding, host);
      const faults = findings.filter((finding) => finding.verdict === 'fault').length;
      host.print(faults === 0 ? 'No fault found.' : `${faults} ${faults === 1 ? 'fault' : 'faults'} found.`);
      if (faults > 0) onFault();
    });
}

async function examine(host: Host): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(host.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [fault('The settings cannot be used.', error.message)];
  }
  return [
    ...lookAtSettings(config, process.versions.node),
    ...(await lookAtStore(config, host)),
    ...(await lookAtBus(config, host)),
    ...(await lookAtSpool(config)),
    ...(await lookAtPublicUrl(config, host)),
    ...lookAtAddresses(config),
  ];
}

function print(finding: Finding, host: Host): void {
  host.print(`${finding.verdict.padEnd(7)} ${finding.what}`);
  if (finding.verdict !== 'ok') host.print(`        ${finding.remedy}`);
}
