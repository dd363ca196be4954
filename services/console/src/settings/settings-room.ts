/** The settings of a site, and what is changed and not saved yet: kept while one looks at other rooms. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { Moderator } from '@parley/contracts/objects';
import type { SiteSettings } from '@parley/contracts/site-settings';
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createLook, type Look } from '../load/look.ts';
import type { SettingsPlace } from '../place/place.ts';
import type { Draft } from './fields.ts';
import { tidy } from './tried-rules.ts';
import { settings as words } from './words.ts';

export type Said =
  | { tone: 'saved' }
  | { tone: 'problem'; detail: string }
  | { tone: 'faults'; faults: Readonly<Record<string, string[]>> }
  /** `fields`: those of the unsaved changes that somebody else has changed too; `others`: what else they changed. */
  | { tone: 'conflict'; detail: string; fields: string[]; others: string[] };
/** Undefined takes a change back. */
export type Change = { [Name in keyof Draft]?: Draft[Name] | undefined };
export type SettingsRoom = {
  look: Look<string, SiteSettings>;
  /** Changes that are not saved, by site. A site without any has no entry. */
  drafts: ReadonlySignal<Readonly<Record<string, Draft>>>;
  said: Signal<Said | null>;
  isSaving: ReadonlySignal<boolean>;
  open: (site: string) => Promise<void>;
  /** Looks, without a sign of it, whether somebody else has changed something. */
  refresh: (site: string) => Promise<void>;
  change: (site: string, part: Change) => void;
  discard: (site: string) => void;
  save: (site: string) => Promise<void>;
  close: () => void;
};

/** The site that is chosen, or the only one; null where there is a choice to make. */
export function settingsSite({ sites, role }: Moderator, { site }: SettingsPlace): string | null {
  if (role === 'moderator') return null;
  return site ?? (sites.length === 1 ? (sites[0] ?? null) : null);
}

export function createSettingsRoom({
  api,
}: {
  api: Pick<ApiClient, 'getSettings' | 'changeSettings'>;
}): SettingsRoom {
  const look = createLook((site: string) => api.getSettings(site));
  const drafts = signal<Record<string, Draft>>({});
  /** The settings that whoever wrote a draft has last been shown. */
  const bases = new Map<string, SiteSettings>();
  const said = signal<Said | null>(null);
  const isSaving = signal(false);

  const put = (site: string, draft: Draft) => {
    const { [site]: _, ...others } = drafts.value;
    drafts.value = Object.keys(draft).length === 0 ? others : { ...others, [site]: draft };
    const known = look.value.value;
    if (!(site in drafts.value)) bases.delete(site);
    else if (known !== null && !bases.has(site)) bases.set(site, known);
  };
  const tellOfOthers = (site: string, before: SiteSettings, now: SiteSettings, detail: string) => {
    const draft = drafts.value[site] ?? {};
    const theirs = Object.keys(now.settings).filter((name) => differs(before, now, name));
    const [fields, others] = [true, false].map((isMine) =>
      theirs.filter((name) => Object.hasOwn(draft, name) === isMine),
    ) as [string[], string[]];
    bases.set(site, now);
    said.value = { tone: 'conflict', detail, fields, others };
  };
  /** Whether what was shown when the draft was begun is still so. */
  const compare = (site: string) => {
    const now = look.value.value;
    const base = bases.get(site);
    if (base === undefined || now?.site !== site || now.version === base.version) return;
    tellOfOthers(site, base, now, words.changedMeanwhile(now.changed?.by.name ?? words.somebody));
  };
  const refused = (error: unknown, site: string, before: SiteSettings) => {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'conflict' && isSettings(error.current)) {
      const now = error.current;
      look.take(now);
      tellOfOthers(site, before, now, error.message);
    } else if (error.errors.length > 0) {
      said.value = { tone: 'faults', faults: faultsByField(error.errors) };
    } else said.value = { tone: 'problem', detail: error.message };
  };
  const stopAsking = askOnLeaving(() => Object.keys(drafts.value).length > 0);

  return {
    look,
    drafts,
    said,
    isSaving,
    open: async (site) => {
      said.value = null;
      await look.show(site);
      compare(site);
    },
    refresh: async (site) => {
      if (isSaving.value || look.value.value?.site !== site) return;
      await look.refresh();
      compare(site);
    },
    change: (site, part) => {
      const known: Record<string, unknown> = { ...look.value.value?.settings };
      const wanted = Object.entries({ ...drafts.value[site], ...part }).filter(
        ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[name]),
      );
      put(site, Object.fromEntries(wanted));
      // What somebody else did is of interest until the changes are saved or gone.
      if (said.value?.tone !== 'conflict' || !(site in drafts.value)) said.value = null;
    },
    discard: (site) => {
      put(site, {});
      said.value = null;
    },
    save: async (site) => {
      const before = look.value.value;
      const draft = drafts.value[site];
      if (before === null || draft === undefined || isSaving.value) return;
      isSaving.value = true;
      try {
        look.take(await api.changeSettings(site, { version: before.version, settings: tidy(draft) }));
        put(site, {});
        said.value = { tone: 'saved' };
      } catch (error) {
        refused(error, site, before);
      } finally {
        isSaving.value = false;
      }
    },
    close: stopAsking,
  };
}

/** Whoever closes the page with changes in hand is asked by the browser. Returns what stops it. */
function askOnLeaving(hasChanges: () => boolean): () => void {
  return effect(() => {
    if (!hasChanges()) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });
}

/** What is wrong, by the field it is about; of a list with which of its words. */
export function faultsByField(errors: ApiError['errors']): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  for (const { pointer, detail } of errors) {
    const [, , name = '', word] = pointer.split('/');
    const said = word === undefined ? detail : `word ${Number(word) + 1} ${detail}`;
    faults[name] = [...(faults[name] ?? []), said];
  }
  return faults;
}

function differs(before: SiteSettings, now: SiteSettings, name: string): boolean {
  const [one, other]: Record<string, unknown>[] = [before.settings, now.settings];
  return JSON.stringify(one?.[name]) !== JSON.stringify(other?.[name]);
}

function isSettings(value: unknown): value is SiteSettings {
  return typeof value === 'object' && value !== null && 'version' in value && 'settings' in value;
}
