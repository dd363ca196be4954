import { ApiError } from '@parley/contracts/client/api-client';
import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import type { IssueGroup, IssueGroupDetail } from '@parley/contracts/objects';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { issueStateNames } from '../names.ts';
import { ISSUE_STATES } from '../place/place.ts';
import { Button } from '../shell/Button.tsx';
import { Select } from '../shell/Select.tsx';
import { isIssueGroup } from './issue-state.ts';
import { changesOf, draftOf, onto, type TriageDraft } from './triage-draft.ts';
import { issues as words } from './words.ts';

/** The contract's limit on a version's name, in characters. */
const VERSION_MAX_LENGTH = 60;

type Said =
  | { tone: 'saved' }
  | { tone: 'conflict'; theirs: IssueGroup }
  | { tone: 'problem'; detail: string };

/** Gives a group its state. When somebody else did so meanwhile, what was typed stays until it is settled. */
export function TriageForm({ group, detail }: { group: IssueGroup; detail: IssueGroupDetail | null }) {
  const { api, issues } = useDesk();
  const [draft, setDraft] = useState<TriageDraft | null>(null);
  /** What the draft was begun on: what others do meanwhile must not pass as seen. */
  const [base, setBase] = useState(group);
  const [isSaving, setSaving] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const shown = draft ?? draftOf(group);
  const change = (part: Partial<TriageDraft>) => {
    if (draft === null) setBase(group);
    setDraft({ ...shown, ...part });
    if (said?.tone !== 'conflict') setSaid(null);
  };

  const save = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (draft === null) return;
    setSaving(true);
    try {
      const saved = await api.updateIssueGroup(group.id, {
        version: base.version,
        ...changesOf(draft, base),
      });
      issues.takeDetail(saved);
      setDraft(null);
      setSaid({ tone: 'saved' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'conflict' && isIssueGroup(error.current)) {
        // The form keeps the draft; the group under it is the winner's, so saving again is a choice.
        issues.take(error.current);
        setDraft(onto(draft, base, error.current));
        setBase(error.current);
        setSaid({ tone: 'conflict', theirs: error.current });
      } else setSaid({ tone: 'problem', detail: error.message });
    } finally {
      setSaving(false);
    }
  };

  const isOffered = (state: IssueGroup['state']) =>
    state === group.state || state === shown.state || (detail?.mayBecome.includes(state) ?? false);
  return (
    <section class="triage">
      <h2>{words.triage}</h2>
      <form onSubmit={save}>
        <div class="triage-fields">
          <Select
            label={words.state}
            value={shown.state}
            onChange={(event) => {
              const { value } = event.currentTarget;
              change({ state: ISSUE_STATES.find((one) => one === value) ?? shown.state });
            }}
          >
            {ISSUE_STATES.filter(isOffered).map((state) => (
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
        <Select
          label={words.assignee}
          value={shown.assignee}
          onChange={(event) => change({ assignee: event.currentTarget.value })}
        >
          <option value="">{words.nobody}</option>
          {peopleOf(group, detail).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Note
          name="public-note"
          label={words.publicNote}
          hint={words.publicNoteHint}
          value={shown.publicNote}
          onType={(publicNote) => change({ publicNote })}
        />
        <Note
          name="colleagues-note"
          isForKeys
          label={words.note}
          hint={words.noteHint}
          value={shown.note}
          onType={(note) => change({ note })}
        />
        <div class="triage-foot">
          <Button type="submit" class="button primary" isOff={isSaving || draft === null}>
            {isSaving ? words.saving : words.save}
          </Button>
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
              <p class="problem">
                {words.conflict(said.theirs.last?.by ?? words.somebody, issueStateNames[said.theirs.state])}
              </p>
            )}
            {said?.tone === 'problem' && <p class="problem">{said.detail}</p>}
          </div>
        </div>
      </form>
    </section>
  );
}

type NoteProps = {
  name: string;
  label: string;
  hint: string;
  /** Whether the key for notes leads here. */
  isForKeys?: boolean;
  value: string;
  onType: (value: string) => void;
};

function Note({ name, label, hint, isForKeys, value, onType }: NoteProps) {
  return (
    <label>
      {label}
      <textarea
        rows={2}
        data-note={isForKeys || undefined}
        maxLength={NOTE_MAX_LENGTH}
        value={value}
        aria-describedby={`${name}-hint`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <small id={`${name}-hint`}>{hint}</small>
    </label>
  );
}

/** Whoever is in charge now stays to be chosen, even where they moderate the site no more. */
function peopleOf({ assignee }: IssueGroup, detail: IssueGroupDetail | null) {
  const people = detail?.assignable ?? [];
  const isListed = assignee === null || people.some(({ id }) => id === assignee.id);
  return isListed ? people : [assignee, ...people];
}
