import { ApiError } from '@parley/contracts/client/api-client';
import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { IssueGroup, IssueState } from '@parley/contracts/objects';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { issues as words } from '../messages.ts';
import { issueStateNames } from '../names.ts';
import { ISSUE_STATES } from '../place/place.ts';
import { Select } from '../shell/Select.tsx';
import { isIssueGroup } from './issue-state.ts';

/** The contract's limit on a version's name, in characters. */
const VERSION_MAX_LENGTH = 60;

type Draft = { state: IssueState; fixedIn: string; publicNote: string };
type Said = { tone: 'saved' } | { tone: 'conflict'; state: IssueState } | { tone: 'problem'; detail: string };

/** Gives a group its state. When somebody else did so meanwhile, what was typed stays until it is settled. */
export function TriageForm({ group }: { group: IssueGroup }) {
  const { api, issues } = useDesk();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const shown = draft ?? draftOf(group);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...shown, ...part });
    setSaid(null);
  };

  const save = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSaving(true);
    try {
      const { state, fixedIn, publicNote } = shown;
      const saved = await api.updateIssueGroup(group.id, {
        version: group.version,
        state,
        fixedIn: state === 'fixed' ? fixedIn.trim() || null : group.fixedIn,
        publicNote: publicNote.trim() || null,
      });
      issues.take(saved);
      setDraft(null);
      setSaid({ tone: 'saved' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'conflict' && isIssueGroup(error.current)) {
        // The form keeps the draft; the group under it is the winner's, so saving again is a choice.
        setDraft(shown);
        issues.take(error.current);
        setSaid({ tone: 'conflict', state: error.current.state });
      } else setSaid({ tone: 'problem', detail: error.message });
    } finally {
      setSaving(false);
    }
  };

  return (
    <section class="triage">
      <h2>{words.triage}</h2>
      <form onSubmit={save} onKeyDown={saveByKey}>
        <div class="triage-fields">
          <Select
            label={words.state}
            value={shown.state}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ state: ISSUE_STATES.find((one) => one === value) ?? shown.state });
            }}
          >
            {ISSUE_STATES.map((state) => (
              <option key={state} value={state}>
                {issueStateNames[state]}
              </option>
            ))}
          </Select>
          {shown.state === 'fixed' && (
            <label>
              {words.fixedIn}
              <input
                value={shown.fixedIn}
                maxLength={VERSION_MAX_LENGTH}
                aria-describedby="fixed-in-hint"
                onInput={(event) => change({ fixedIn: event.currentTarget.value })}
              />
              <small id="fixed-in-hint">{words.fixedInHint}</small>
            </label>
          )}
        </div>
        <label>
          {words.publicNote}
          <textarea
            rows={2}
            maxLength={NOTE_MAX_LENGTH}
            value={shown.publicNote}
            aria-describedby="public-note-hint"
            onInput={(event) => change({ publicNote: event.currentTarget.value })}
          />
          <small id="public-note-hint">{words.publicNoteHint}</small>
        </label>
        <div class="triage-foot">
          <button
            type="submit"
            class="button primary"
            disabled={isSaving || (draft === null && said?.tone !== 'conflict')}
          >
            {isSaving ? words.saving : words.save}
          </button>
          {said?.tone === 'conflict' && (
            <button
              type="button"
              class="button"
              onClick={() => {
                setDraft(null);
                setSaid(null);
              }}
            >
              {words.takeTheirs}
            </button>
          )}
          <div role="status">
            {said?.tone === 'saved' && <p class="quiet-text">{words.saved}</p>}
            {said?.tone === 'conflict' && (
              <p class="problem">{words.conflict(issueStateNames[said.state])}</p>
            )}
            {said?.tone === 'problem' && <p class="problem">{said.detail}</p>}
          </div>
        </div>
      </form>
    </section>
  );
}

function draftOf(group: IssueGroup): Draft {
  return { state: group.state, fixedIn: group.fixedIn ?? '', publicNote: group.publicNote ?? '' };
}

function saveByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.currentTarget instanceof HTMLFormElement) event.currentTarget.requestSubmit();
}
