import type { Command } from 'commander';
import type { Host } from './host.ts';
import { withStore } from './with-store.ts';

export function siteList(parent: Command, host: Host): void {
  parent
    .command('list')
    .description('the sites, with their origins')
    .action(async () => {
      const sites = await withStore(host, (store) => store.sites.list());
      if (sites.length === 0) {
        host.print('There is no site yet: `site add ID --origin https://news.example` adds one.');
      }
      for (const { id, name, origins, ssoSecret } of sites) {
        host.print([id, name, origins.join(','), ssoSecret ? 'sso' : 'no sso'].join('\t'));
      }
    });
}
