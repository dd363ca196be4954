import type { ChangeSettings, SiteSettings as ShownSiteSettings } from '@parley/contracts/site-settings';
import type { Actor } from '../access/actor.ts';
import { assertLeads, notFound } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { Site, SiteSettings } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { announceSite } from './announce-site.ts';
import { type SiteDirectory, withAllSettings } from './site-directory.ts';

/** Fields that are kept and used, and never shown again. */
const SECRETS = ['akismetKey', 'classifierSecret', 'alertSecret'] as const;
/** An address is only called by signed requests. */
const SIGNED = [
  ['classifierUrl', 'classifierSecret'],
  ['alertUrl', 'alertSecret'],
] as const;

type Deps = { store: Store; sites: SiteDirectory; bus: EventBus; clock: Clock; ids: Ids; log: Log };

/** A site's settings for its leads, as the store has them now. */
export async function readSettings(
  deps: { store: Store },
  actor: Actor | null,
  id: string,
): Promise<ShownSiteSettings> {
  assertLeads(actor, id);
  return presentSettings(await getSite(deps, id));
}

/**
 * Changes settings of a site, from the next request on in every process, and enters what was changed into its log. The
 * same change again changes nothing. Throws `conflict` with the present settings and who made them, when somebody has
 * changed them since `version`, and `validation-failed` for what does not go together.
 */
export async function changeSettings(
  deps: Deps,
  actor: Actor | null,
  id: string,
  request: ChangeSettings,
): Promise<ShownSiteSettings> {
  assertLeads(actor, id);
  const site = await getSite(deps, id);
  const wanted = differences(site.settings, request.settings);
  if (isNothing(wanted)) return presentSettings(site);
  if (site.settingsVersion !== request.version) throw changedMeanwhile(site);
  assertTogether({ ...site.settings, ...wanted });
  const act = tellAct(deps, actor, {
    site: id,
    kind: 'settings-changed',
    subject: { kind: 'site', id, name: site.name },
    before: facts(site.settings, wanted),
    after: facts(wanted, wanted),
  });
  const changed = await deps.store.sites.changeSettings(id, request.version, wanted, act);
  if (changed === null) {
    const now = await getSite(deps, id);
    if (isNothing(differences(now.settings, request.settings))) return presentSettings(now);
    throw changedMeanwhile(now);
  }
  deps.log.info('settings.changed', { site: id, moderator: actor.id, fields: Object.keys(wanted) });
  await announceSite(deps, id);
  return presentSettings(withAllSettings(changed));
}

function presentSettings({ id, settings, settingsVersion, settingsChanged }: Site): ShownSiteSettings {
  const { akismetKey, classifierSecret, alertSecret, ...shown } = settings;
  return {
    site: id,
    version: settingsVersion,
    settings: {
      ...shown,
      hasAkismetKey: akismetKey !== null,
      hasClassifierSecret: classifierSecret !== null,
      hasAlertSecret: alertSecret !== null,
    },
    changed: settingsChanged ? { by: settingsChanged.by, at: iso(settingsChanged.at) } : null,
  };
}

/** What of the wanted is not so yet. */
function differences(known: SiteSettings, wanted: ChangeSettings['settings']): Partial<SiteSettings> {
  const entries = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof SiteSettings]),
  );
  return Object.fromEntries(entries);
}

function isNothing(settings: Partial<SiteSettings>): boolean {
  return Object.keys(settings).length === 0;
}

function assertTogether(settings: SiteSettings): void {
  const alone = SIGNED.filter(([url, secret]) => settings[url] !== null && settings[secret] === null);
  if (alone.length === 0) return;
  throw new CoreError('validation-failed', 'An address needs a secret, by which it knows our requests.', {
    errors: alone.map(([url, secret]) => ({
      pointer: `/settings/${secret}`,
      detail: `must be set along with ${url}`,
    })),
  });
}

/** The changed fields for the log, without what is secret. */
function facts(settings: Partial<SiteSettings>, changed: Partial<SiteSettings>): Record<string, unknown> {
  const names = Object.keys(changed) as (keyof SiteSettings)[];
  return Object.fromEntries(names.map((name) => [name, shownFact(name, settings[name] ?? null)]));
}

function shownFact(name: keyof SiteSettings, value: unknown): unknown {
  const isSecret = SECRETS.some((secret) => secret === name);
  return isSecret && value !== null ? 'set' : value;
}

async function getSite({ store }: { store: Store }, id: string): Promise<Site> {
  const site = (await store.sites.list()).find((one) => one.id === id);
  if (site === undefined) throw notFound();
  return withAllSettings(site);
}

function changedMeanwhile(site: Site): CoreError {
  const by = site.settingsChanged?.by.name ?? 'Somebody';
  return new CoreError(
    'conflict',
    `${by} has changed the settings meanwhile. They are shown as they are now.`,
    {
      current: presentSettings(site),
    },
  );
}
