import { siteId } from '@parley/contracts/objects';
import { defaultSiteSettings } from '@parley/core/sites/default-site-settings';
import type { Command } from 'commander';
import { CommandError, type Host } from './host.ts';
import { readOrigins } from './read-origins.ts';
import { withStore } from './with-store.ts';

export function siteAdd(parent: Command, host: Host): void {
  parent
    .command('add')
    .description('let a publication embed the comments')
    .argument('<id>', 'lower-case letters, digits and hyphens: what pages name in data-site')
    .requiredOption('--origin <url...>', 'where its pages live, such as https://news.example')
    .option('--name <name>', 'what people call it (default: the id)')
    .option('--sso', 'let the site sign its own readers on: makes a secret and prints it once')
    .action((id: string, options: Options) => addSite(host, id, options));
}

type Options = { origin: string[]; name?: string; sso?: boolean };

async function addSite(host: Host, id: string, options: Options): Promise<void> {
  if (!siteId.safeParse(id).success) {
    throw new CommandError(
      `"${id}" cannot name a site: use up to 40 lower-case letters, digits and hyphens.`,
    );
  }
  const origins = readOrigins(options.origin);
  const ssoSecret = options.sso ? host.ids.secret() : null;
  await withStore(host, async ({ sites }) => {
    if ((await sites.list()).some((site) => site.id === id)) {
      throw new CommandError(`The site ${id} exists already: change it with \`site set ${id}\`.`);
    }
    await sites.put({
      id,
      name: options.name ?? id,
      origins,
      settings: defaultSiteSettings(),
      settingsVersion: 1,
      ssoSecret,
      createdAt: host.clock.now(),
    });
  });
  host.print(`Added the site ${id}, for pages on ${origins.join(', ')}.`);
  if (ssoSecret) host.print(`Its sign-on secret, shown only now: ${ssoSecret}`);
}
