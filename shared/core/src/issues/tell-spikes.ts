import { iso } from '../comments/present-comment.ts';
import type { Clock, Log } from '../ports/host.ts';
import { type HttpOut, OutsideFailed } from '../ports/http-out.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import { postSigned } from '../sites/signed-request.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';

const ALERT_TIMEOUT_MS = 5_000;

/**
 * Tells each site that wants to know of spikes that have begun, by one signed request a spike. A message that cannot
 * be delivered is not repeated: the log says so, and the console shows the spike. Answers how many were delivered.
 */
export async function tellSpikes(
  deps: { httpOut: HttpOut; sites: SiteDirectory; clock: Clock; log: Log },
  begun: readonly IssueGroupRecord[],
): Promise<number> {
  const told = await Promise.all(begun.map((group) => tell(deps, group)));
  return told.filter(Boolean).length;
}

async function tell(deps: Parameters<typeof tellSpikes>[0], group: IssueGroupRecord): Promise<boolean> {
  const { alertUrl: url, alertSecret: secret } = (await deps.sites.find(group.site))?.settings ?? {};
  if (!url || !secret) return false;
  try {
    const place = { url, secret, now: deps.clock.now(), timeoutMs: ALERT_TIMEOUT_MS };
    const { status } = await postSigned(deps, place, messageOf(group));
    if (status >= 200 && status < 300) return true;
    throw new OutsideFailed(`answered ${status}`);
  } catch (error) {
    if (!(error instanceof OutsideFailed)) throw error;
    deps.log.warn('alert.failed', { group: group.id, site: group.site, why: error.message });
    return false;
  }
}

/** What an alert says. Nothing in it is a reader's: neither words nor addresses. */
function messageOf({
  id,
  site,
  title,
  diagnosis,
  state,
  count,
  firstSeen,
  lastSeen,
}: IssueGroupRecord): object {
  const group = { id, title, diagnosis, state, count, firstSeen: iso(firstSeen), lastSeen: iso(lastSeen) };
  return { event: 'issues.spiking', site, group };
}
