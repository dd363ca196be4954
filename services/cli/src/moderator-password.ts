import { hashPassword } from '@parley/core/identity/passwords';
import type { Command } from 'commander';
import { choosePassword } from './choose-password.ts';
import { CommandError, type Host } from './host.ts';
import { withStore } from './with-store.ts';

export function moderatorPassword(parent: Command, host: Host): void {
  parent
    .command('password')
    .description('give somebody a new password, and let them in again after too many wrong ones')
    .argument('<email>')
    .action((email: string) => setPassword(host, email.toLowerCase()));
}

async function setPassword(host: Host, email: string): Promise<void> {
  const chosen = await withStore(host, async ({ moderators }) => {
    const known = await moderators.findByEmail(email);
    if (!known) throw new CommandError(`Nobody signs in as ${email}: \`moderator list\` shows who does.`);
    const { password, isMadeUp } = await choosePassword(host);
    const passwordHash = await hashPassword(password);
    await moderators.put({ ...known, passwordHash, failedSignIns: 0, lockedUntil: null });
    return { password, isMadeUp };
  });
  host.print(`${email} has a new password.`);
  if (chosen.isMadeUp) host.print(`Shown only now: ${chosen.password}`);
}
