import type { ModeratorRecord } from '@parley/core/ports/records';
import { cheapHash } from './owner.ts';
import { moderator, type Person } from './people.ts';
import { aModerator, aSite } from './records.ts';
import type { Node, Service } from './service.ts';

const PASSWORD = 'a long enough password';

/** Somebody with an account and a session, on the service's first node or the one named. */
export async function staff(
  service: Service,
  set: Partial<Pick<ModeratorRecord, 'name' | 'role' | 'sites'>>,
  node = 0,
): Promise<Person> {
  const record = aModerator({ ...set, passwordHash: cheapHash(PASSWORD) });
  const { running, url } = service.nodes[node] as Node;
  await running.store.moderators.put(record);
  return moderator(url, { email: record.email, password: PASSWORD });
}

/** One more site on every node; answers its id. */
export async function anotherSite(service: Service): Promise<string> {
  const site = aSite();
  await (service.nodes[0] as Node).running.store.sites.put(site);
  for (const node of service.nodes) await node.running.sites.refresh();
  return site.id;
}
