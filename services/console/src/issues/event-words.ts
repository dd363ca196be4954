import type { IssueEvent } from '@parley/contracts/objects';
import { issueStateNames } from '../names.ts';

/** What an act on a group did, as it follows the name of who did it. */
export function eventWords(event: IssueEvent): string {
  switch (event.kind) {
    case 'noted':
      return 'noted';
    case 'answered':
      return 'answered a reader by mail';
    case 'merged':
      return 'merged it into another group';
    case 'split':
      return 'had it stand by itself again';
    case 'reopened':
      return 'found it to be back in a version with the fix';
    case 'undo':
      return `took an act back${changes(event)}`;
    case 'changed':
      return changes(event).replace(/^: /, '') || 'changed nothing';
  }
}

function changes({ before, after }: IssueEvent): string {
  const parts: string[] = [];
  if (before.state !== after.state) {
    const fixed = after.state === 'fixed' && after.fixedIn !== null ? ` in ${after.fixedIn}` : '';
    parts.push(`set it to “${issueStateNames[after.state]}”${fixed}`);
  } else if (before.fixedIn !== after.fixedIn)
    parts.push(`set the fixed version to ${after.fixedIn ?? 'none'}`);
  if (before.assignee?.id !== after.assignee?.id) {
    parts.push(after.assignee ? `put ${after.assignee.name} in charge` : 'put nobody in charge');
  }
  if (before.publicNote !== after.publicNote) {
    parts.push(after.publicNote === null ? 'took the note to readers away' : 'told readers something');
  }
  if (before.mergedInto !== after.mergedInto) {
    parts.push(after.mergedInto === null ? 'had it stand by itself again' : 'merged it again');
  }
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
