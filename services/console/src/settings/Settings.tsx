import type { SiteSettings } from '@parley/contracts/site-settings';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { formatPlace, type SettingsPlace } from '../place/place.ts';
import { WholePane } from '../shell/WholePane.tsx';
import { Age } from '../time/Age.tsx';
import { type FieldGroup, GROUPS } from './fields.ts';
import { SaveBar } from './SaveBar.tsx';
import { SettingField } from './SettingField.tsx';
import { settingsSite } from './settings-room.ts';
import { TryIt } from './TryIt.tsx';
import { settings as words } from './words.ts';

/** Another lead's change is seen within this time. */
const REFRESH_EVERY_MS = 10_000;

/** What holds on a site, each with what follows from it, and a text to try it on. */
export function Settings({ place }: { place: SettingsPlace }) {
  const { settings, moderator } = useDesk();
  const site = settingsSite(moderator, place);
  useEffect(() => {
    if (site === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) void settings.refresh(site);
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [settings, site]);
  const found = settings.look.value.value;
  const status = settings.look.status.value;
  const problem = settings.look.problem.value;
  const shown = found !== null && found.site === site ? found : null;
  return (
    <WholePane
      title={site === null ? words.label : `${words.label}: ${site}`}
      isBusy={site !== null && status === 'loading'}
      tools={
        shown && (
          <>
            <LastChange found={shown} />
            <span class="grow" />
            <Jumps />
          </>
        )
      }
    >
      {site === null && <NoSite />}
      {site !== null && status === 'failed' && (
        <div class="said" role="alert">
          <p>{problem?.code === 'forbidden' ? words.forLeads : words.failed}</p>
          <p class="quiet-text">{problem?.message}</p>
          <button type="button" class="button" onClick={() => void settings.open(site)}>
            {shell.retry}
          </button>
        </div>
      )}
      {site !== null && shown === null && status === 'loading' && <p class="said">{words.loading}</p>}
      {shown && <SettingsForm key={shown.site} found={shown} />}
    </WholePane>
  );
}

function NoSite() {
  const { moderator } = useDesk();
  if (moderator.role === 'moderator') return <p class="said">{words.forLeads}</p>;
  return (
    <div class="said">
      <p>{words.choose}</p>
      <ul class="site-choice">
        {moderator.sites.map((site) => (
          <li key={site}>
            <a class="button" href={formatPlace({ view: 'settings', site })}>
              {site}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function LastChange({ found: { changed } }: { found: SiteSettings }) {
  if (changed === null) return <span class="quiet-text">{words.never}</span>;
  return (
    <span class="quiet-text">
      {words.changedBy(changed.by.name)} <Age at={changed.at} isSentence />
    </span>
  );
}

/** The form is longer than a screen: a press leads to each part of it. */
function Jumps() {
  const go = (title: string) => {
    const heading = document.getElementById(idOf(title));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  };
  return (
    <nav class="jumps" aria-label={words.parts}>
      {GROUPS.map(({ title }, place) => (
        <button
          key={title}
          type="button"
          class="quiet"
          data-filter={place === 0 || undefined}
          onClick={() => go(title)}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

function idOf(title: string): string {
  return `settings-${title.toLowerCase().replaceAll(' ', '-')}`;
}

function SettingsForm({ found }: { found: SiteSettings }) {
  const { settings } = useDesk();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    void settings.save(found.site);
  };
  return (
    <div class="settings">
      <form onSubmit={save}>
        {GROUPS.map((group) => (
          <Group key={group.title} group={group} found={found} />
        ))}
        <SaveBar site={found.site} />
      </form>
      <TryIt site={found.site} />
    </div>
  );
}

function Group({ group, found }: { group: FieldGroup; found: SiteSettings }) {
  const { settings } = useDesk();
  const title = idOf(group.title);
  const isWords = group.fields.every(({ kind }) => kind === 'words');
  const said = settings.said.value;
  const faults = said?.tone === 'faults' ? said.faults : {};
  return (
    <fieldset class={isWords ? 'setting-group words' : 'setting-group'} aria-labelledby={title}>
      <h2 id={title} tabIndex={-1}>
        {group.title}
      </h2>
      {group.hint && <p class="quiet-text">{group.hint}</p>}
      {group.fields.map((field) => (
        <SettingField
          key={field.name}
          field={field}
          settings={found.settings}
          draft={settings.drafts.value[found.site] ?? {}}
          faults={faults[field.name] ?? []}
          isContested={said?.tone === 'conflict' && said.fields.includes(field.name)}
          onChange={(part) => settings.change(found.site, part)}
        />
      ))}
    </fieldset>
  );
}
