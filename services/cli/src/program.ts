import { ConfigError } from '@parley/adapters/host/config';
import { StoreUnavailable } from '@parley/core/ports/store';
import { Command, CommanderError } from 'commander';
import { doctor } from './doctor/doctor.ts';
import { CommandError, type Host } from './host.ts';
import { moderatorAdd } from './moderator-add.ts';
import { moderatorList } from './moderator-list.ts';
import { moderatorPassword } from './moderator-password.ts';
import { siteAdd } from './site-add.ts';
import { siteList } from './site-list.ts';
import { siteSet } from './site-set.ts';
import { verify } from './verify.ts';

/**
 * Runs one command, `args` without the program's name. Answers the exit code: 0, or 1 when it was refused or
 * found a fault. Nothing is thrown but what nobody foresaw.
 */
export async function runCommand(args: string[], host: Host): Promise<number> {
  let exitCode = 0;
  const program = new Command('parley')
    .description('The operator’s command: sites, moderators, and what is wrong here.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.print(text.trimEnd()),
      writeErr: (text) => host.printError(text.trimEnd()),
    });
  const site = program.command('site').description('publications that embed the comments');
  for (const add of [siteAdd, siteSet, siteList]) add(site, host);
  const moderator = program.command('moderator').description('people who sign in to the console');
  for (const add of [moderatorAdd, moderatorPassword, moderatorList]) add(moderator, host);
  for (const check of [doctor, verify]) {
    check(program, host, () => {
      exitCode = 1;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    const sentence = explain(error);
    if (sentence === null) throw error;
    host.printError(sentence);
    return 1;
  }
  return exitCode;
}

/** What an operator can set right, in a sentence; null for a fault of ours. */
function explain(error: unknown): string | null {
  if (error instanceof CommandError || error instanceof ConfigError) return error.message;
  if (error instanceof StoreUnavailable) {
    return 'The store does not answer: check STORE_URL and whether its server runs, or ask `npm run cli -- doctor`.';
  }
  return null;
}
