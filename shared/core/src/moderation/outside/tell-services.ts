import type { Log } from '../../ports/host.ts';
import { OutsideFailed } from '../../ports/http-out.ts';
import type { Store } from '../../ports/store.ts';
import type { SiteDirectory } from '../../sites/site-directory.ts';
import { type AkismetDeps, sendFeedback } from './akismet.ts';

/** Told in one go; the next goes on. */
const BATCH = 20;

/**
 * Tells Akismet of comments that moderators judged otherwise, with what it was told before. Each once: what cannot be
 * delivered is not tried again, as a correction told twice weighs double. Answers how many were told.
 */
export async function tellServices(
  deps: AkismetDeps & { store: Store; sites: SiteDirectory; log: Log },
): Promise<number> {
  let told = 0;
  for (const { comment, site, payload, contradiction } of await deps.store.opinions.takeContradicted(BATCH)) {
    const key = (await deps.sites.find(site))?.settings.akismetKey ?? null;
    if (key === null) continue;
    try {
      await sendFeedback(deps, key, contradiction, payload);
      told += 1;
    } catch (error) {
      if (!(error instanceof OutsideFailed)) throw error;
      deps.log.warn('feedback.failed', { comment, why: error.message });
    }
  }
  return told;
}
