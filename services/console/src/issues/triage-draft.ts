import type { UpdateIssue } from '@parley/contracts/issue-requests';
import type { IssueGroup, IssueState } from '@parley/contracts/objects';

/** What a moderator is typing. Empty means none. */
export type TriageDraft = {
  state: IssueState;
  fixedIn: string;
  /** A moderator's id. */
  assignee: string;
  publicNote: string;
  note: string;
};

export function draftOf({ state, fixedIn, assignee, publicNote }: IssueGroup): TriageDraft {
  return {
    state,
    fixedIn: fixedIn ?? '',
    assignee: assignee?.id ?? '',
    publicNote: publicNote ?? '',
    note: '',
  };
}

/** A draft on what somebody else has made of the group meanwhile: what it changed stays, the rest is theirs. */
export function onto(draft: TriageDraft, base: IssueGroup, theirs: IssueGroup): TriageDraft {
  const [before, after] = [draftOf(base), draftOf(theirs)];
  const names = Object.keys(before) as (keyof TriageDraft)[];
  const changed = names.filter((name) => draft[name] !== before[name]);
  return { ...after, ...Object.fromEntries(changed.map((name) => [name, draft[name]])) };
}

/** What is to be sent: only what differs from the group that the draft stands on, so that the rest stays. */
export function changesOf(draft: TriageDraft, base: IssueGroup): Omit<UpdateIssue, 'version'> {
  const before = draftOf(base);
  const publicNote = draft.publicNote.trim();
  const fixedIn = draft.fixedIn.trim();
  const note = draft.note.trim();
  const changes = {
    ...(draft.state === before.state ? {} : { state: draft.state }),
    ...(draft.state !== 'fixed' || fixedIn === before.fixedIn ? {} : { fixedIn: fixedIn || null }),
    ...(draft.assignee === before.assignee ? {} : { assignee: draft.assignee || null }),
    ...(publicNote === before.publicNote ? {} : { publicNote: publicNote || null }),
    ...(note === '' ? {} : { note }),
  };
  return Object.keys(changes).length === 0 ? { state: draft.state } : changes;
}
