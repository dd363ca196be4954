import type { ScreeningTrial } from '@parley/contracts/sanction-objects';
import type { TryScreening } from '@parley/contracts/sanction-requests';
import type { Actor } from '../access/actor.ts';
import { assertModerates, notFound } from '../access/policy.ts';
import { renderBody } from '../comments/render-body.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { foldText } from './fold-text.ts';
import { screenComment } from './screen-comment.ts';

/**
 * What a site's rules say of a text by a reader who has never written there; those that are given along with it in
 * place of the site's own. Nothing is kept.
 */
export async function tryScreening(
  deps: { sites: SiteDirectory },
  actor: Actor | null,
  request: TryScreening,
): Promise<ScreeningTrial> {
  assertModerates(actor, request.site);
  const site = await deps.sites.find(request.site);
  if (site === null) throw notFound();
  const settings = { ...site.settings, ...request.settings };
  const folded = foldText(request.body);
  const { verdict, findings } = screenComment({
    source: request.body,
    html: renderBody(request.body),
    folded,
    author: { id: '', name: '', avatar: null, badge: 'guest' },
    standing: { published: 0, held: 0, rejected: 0 },
    settings,
    premoderation: settings.premoderation,
    isDuplicate: false,
  });
  return { verdict, findings: findings.map(({ code: _code, ...shown }) => shown), folded };
}
