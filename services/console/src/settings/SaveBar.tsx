import { useDesk } from '../desk/desk-context.ts';
import { Button } from '../shell/Button.tsx';
import { labelOf } from './fields.ts';
import type { Said } from './settings-room.ts';
import { settings as words } from './words.ts';

/** Always in sight: how much is not saved, the way to save or discard it, and how that went. */
export function SaveBar({ site }: { site: string }) {
  const { settings } = useDesk();
  const count = Object.keys(settings.drafts.value[site] ?? {}).length;
  const said = settings.said.value;
  return (
    <div class="save-bar">
      <Button type="submit" class="button primary" isOff={count === 0 || settings.isSaving.value}>
        {settings.isSaving.value ? words.saving : words.save}
      </Button>
      {count > 0 && (
        <button type="button" class="button" onClick={() => settings.discard(site)}>
          {words.discard}
        </button>
      )}
      <div role="status">
        {said === null ? (
          <p class="quiet-text">{count === 0 ? words.nothing : words.changes(count)}</p>
        ) : (
          <p class={said.tone === 'saved' ? undefined : 'problem'}>{wordsOf(said)}</p>
        )}
      </div>
    </div>
  );
}

function wordsOf(said: Said): string {
  switch (said.tone) {
    case 'saved':
      return words.saved;
    case 'faults':
      return words.faults;
    case 'problem':
      return `${words.refused} ${said.detail}`;
    case 'conflict': {
      const { detail, fields, others } = said;
      const mine = fields.length === 0 ? words.conflictSame : words.conflict(listOf(fields));
      const rest = others.length === 0 ? '' : words.conflictOthers(listOf(others));
      return [detail, mine, rest].filter((part) => part !== '').join(' ');
    }
  }
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `“${labelOf(name)}”`).join(', ');
}
