/**
 * What comes when it is asked for: editing and deleting, telling moderators about a comment, telling us about
 * a fault, and saying what came in the way. Loaded once the page is painted, so that it is there when the service no longer is.
 */
import mediaStyle from '../styles/media.css';
import formsStyle from '../styles/on-demand.css';
import toolsStyle from '../styles/writing-tools.css';
import type { Widget } from '../widget.ts';
import { createWaitingReports } from './waiting-reports.ts';

// Everything these forms share with the app then lies in one file, which compresses better than two.
import '../app.tsx';

export { keepPlace } from '../page/keep-place.ts';
export { attend } from './attend.ts';
export { Cover } from './Cover.tsx';
export { deleteOwn } from './deleting.ts';
export { EditBox } from './EditBox.tsx';
export { FlagForm } from './FlagForm.tsx';
export { IssuePanel } from './IssuePanel.tsx';
export { mute } from './muting.ts';
export { NameForm } from './NameForm.tsx';
export { PendingComment } from './PendingComment.tsx';
export { bringIn } from './permalink.ts';
export { SendingStatus } from './SendingStatus.tsx';
export { ShareLink } from './ShareLink.tsx';
export { SinceVisit } from './SinceVisit.tsx';
export { Trouble } from './Trouble.tsx';
export { TroubleNotices } from './TroubleNotices.tsx';
export { vote } from './vote.ts';
export { WritingTools } from './WritingTools.tsx';
/** For all that is here. */
export const style = formsStyle + toolsStyle + mediaStyle;

/** Sends what could not be sent before. Each report is dropped only when it has arrived. */
export function sendWaitingReports({ api, storage }: Pick<Widget, 'api' | 'storage'>): void {
  const waiting = createWaitingReports(storage, Date.now);
  for (const report of waiting.list())
    api.reportIssue(report).then(
      () => waiting.drop(report.ticket),
      () => {},
    );
}
