import type { Clock } from '../ports/host.ts';
import { type HttpOut, OutsideFailed } from '../ports/http-out.ts';
import type { OutboxOutcome, OutboxRecord } from '../ports/outbox-store.ts';
import { postSigned } from '../sites/signed-request.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';

const ALERT_TIMEOUT_MS = 5_000;

/**
 * Posts an alert to the address that its site names now, `unsent` where it names none any more. One that is repeated
 * has the same body, and the same id in it. Throws `OutsideFailed` where it was not taken.
 */
export async function sendAlert(
  deps: { httpOut: HttpOut; sites: SiteDirectory; clock: Clock },
  { id, site, content }: OutboxRecord,
): Promise<OutboxOutcome> {
  const { alertUrl: url, alertSecret: secret } = (await deps.sites.find(site))?.settings ?? {};
  if (!url || !secret) return 'unsent';
  const place = { url, secret, now: deps.clock.now(), timeoutMs: ALERT_TIMEOUT_MS, key: id };
  const { status } = await postSigned(deps, place, content?.body ?? '{}');
  if (status < 200 || status >= 300) throw new OutsideFailed(`answered ${status}`);
  return 'sent';
}
