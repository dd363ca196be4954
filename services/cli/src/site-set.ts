import type { Command } from 'commander';
import { CommandError, type Host } from './host.ts';
import { readOrigins } from './read-origins.ts';
import { withStore } from './with-store.ts';

export function siteSet(parent: Command, host: Host): void {
  parent
    .command('set')
    .description('change a site; what is not named stays')
    .argument('<id>')
    .option('--origin <url...>', 'all the origins it shall have from now on')
    .option('--name <name>', 'what people call it')
    .option('--sso', 'make a new sign-on secret and print it once; the old one ends')
    .action((id: string, options: Options) => setSite(host, id, options));
}

type Options = { origin?: string[]; name?: string; sso?: boolean };

async function setSite(host: Host, id: string, options: Options): Promise<void> {
  const origins = options.origin && readOrigins(options.origin);
  const ssoSecret = options.sso ? host.ids.secret() : null;
  if (!origins && !options.name && !ssoSecret) {
    throw new CommandError('Nothing to change: name --origin, --name or --sso.');
  }
  const site = await withStore(host, async ({ sites }) => {
    const known = (await sites.list()).find((one) => one.id === id);
    if (!known) throw new CommandError(`There is no site ${id}: \`site list\` shows those there are.`);
    const changed = {
      ...known,
      name: options.name ?? known.name,
      origins: origins ?? known.origins,
      ssoSecret: ssoSecret ?? known.ssoSecret,
      settingsVersion: known.settingsVersion + 1,
      settingsChanged: { by: { id: 'operator', name: 'The operator' }, at: host.clock.now() },
    };
    await sites.put(changed);
    return changed;
  });
  host.print(`The site ${id} is called ${site.name} and serves pages on ${site.origins.join(', ')}.`);
  if (ssoSecret) host.print(`Its sign-on secret, shown only now: ${ssoSecret}`);
}
