import { EMAIL_MAX_LENGTH, NAME_MAX_LENGTH } from '@parley/contracts/limits';
import { hashPassword } from '@parley/core/identity/passwords';
import type { Store } from '@parley/core/ports/store';
import { type Command, Option } from 'commander';
import { choosePassword } from './choose-password.ts';
import { CommandError, type Host } from './host.ts';
import { withStore } from './with-store.ts';

export function moderatorAdd(parent: Command, host: Host): void {
  parent
    .command('add')
    .description('let somebody sign in to the console; asks for a password, or makes one up')
    .argument('<email>')
    .option('--name <name>', 'shown beside their decisions (default: the part before the @)')
    .addOption(new Option('--role <role>').choices(['moderator', 'lead', 'owner']).default('moderator'))
    .option('--site <id...>', 'the sites they moderate; owners moderate all')
    .action((email: string, options: Options) => addModerator(host, email.toLowerCase(), options));
}

type Options = { name?: string; role: 'moderator' | 'lead' | 'owner'; site?: string[] };

async function addModerator(
  host: Host,
  email: string,
  { name, role, site: sites = [] }: Options,
): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > EMAIL_MAX_LENGTH) {
    throw new CommandError(`"${email}" is not an e-mail address.`);
  }
  const displayName = name ?? email.slice(0, email.indexOf('@'));
  if (displayName.length > NAME_MAX_LENGTH)
    throw new CommandError(`A name has at most ${NAME_MAX_LENGTH} characters.`);
  const chosen = await withStore(host, async (store) => {
    await assertWelcome(store, email, role, sites);
    const { password, isMadeUp } = await choosePassword(host);
    await store.moderators.put({
      id: `m${host.ids.sortable()}`,
      email,
      name: displayName,
      role,
      sites: [...new Set(sites)],
      passwordHash: await hashPassword(password),
      failedSignIns: 0,
      lockedUntil: null,
      createdAt: host.clock.now(),
    });
    return { password, isMadeUp };
  });
  host.print(`Added ${email} as ${role}${role === 'owner' ? ' of all sites' : ` for ${sites.join(', ')}`}.`);
  if (chosen.isMadeUp) host.print(`Their password, shown only now: ${chosen.password}`);
}

/** Asked before the password is, so that nobody types one in vain. */
async function assertWelcome(store: Store, email: string, role: string, sites: string[]): Promise<void> {
  if (await store.moderators.findByEmail(email)) {
    throw new CommandError(
      `${email} is there already: \`moderator password ${email}\` gives them a new password.`,
    );
  }
  if (role !== 'owner' && sites.length === 0) {
    throw new CommandError('Say which sites they moderate: --site ID, or --role owner for all.');
  }
  const known = new Set((await store.sites.list()).map((site) => site.id));
  const unknown = sites.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new CommandError(`There is no site ${unknown}: \`site list\` shows those there are.`);
  }
}
