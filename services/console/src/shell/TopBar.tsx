import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { brand, shell } from '../messages.ts';
import { palette } from '../palette/words.ts';
import { withOpened } from '../place/place.ts';
import { Pace } from '../statistics/Pace.tsx';
import { Select } from './Select.tsx';

export function TopBar() {
  const desk = useDesk();
  const { moderator } = desk;
  return (
    <header class="top">
      <b class="brand">{brand}</b>
      <SiteSwitch />
      <button
        type="button"
        class="palette-button"
        aria-haspopup="dialog"
        onClick={() => (desk.panels.palette.value = true)}
      >
        {palette.open} <Keys press={keyOf('palette')} />
      </button>
      <span class="grow" />
      <Pace />
      <button
        type="button"
        class="quiet key-button"
        onClick={() => (desk.panels.help.value = true)}
        aria-haspopup="dialog"
      >
        {shell.keys} <Keys press={keyOf('help')} />
      </button>
      <span class="who" title={moderator.email}>
        <span class="visually-hidden">{shell.account(moderator.name)}</span>
        <span aria-hidden="true">{moderator.name}</span>
      </span>
      <button type="button" class="quiet" onClick={() => void desk.leave()}>
        {shell.signOut}
      </button>
    </header>
  );
}

/** A choice only where there is one. */
function SiteSwitch() {
  const { moderator, navigation } = useDesk();
  const place = navigation.place.value;
  const [only] = moderator.sites;
  if (moderator.sites.length < 2) return <span class="site">{only}</span>;
  return (
    <Select
      label={shell.site}
      isLabelHidden
      value={place.site ?? ''}
      onChange={(event) =>
        navigation.go({ ...withOpened(place, null), site: event.currentTarget.value || null })
      }
    >
      <option value="">{shell.allSites}</option>
      {moderator.sites.map((site) => (
        <option key={site} value={site}>
          {site}
        </option>
      ))}
    </Select>
  );
}
