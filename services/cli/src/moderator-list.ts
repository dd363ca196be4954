import type { Command } from 'commander';
import type { Host } from './host.ts';
import { withStore } from './with-store.ts';

export function moderatorList(parent: Command, host: Host): void {
  parent
    .command('list')
    .description('who signs in to the console')
    .action(async () => {
      const moderators = await withStore(host, (store) => store.moderators.list());
      if (moderators.length === 0) {
        host.print('There is nobody yet: `moderator add EMAIL --role owner` adds somebody.');
      }
      for (const { email, name, role, sites, lockedUntil } of moderators) {
        const isLocked = lockedUntil !== null && lockedUntil > host.clock.now();
        host.print(
          [
            email,
            name,
            role,
            role === 'owner' ? 'all sites' : sites.join(','),
            isLocked ? 'locked' : 'open',
          ].join('\t'),
        );
      }
    });
}
