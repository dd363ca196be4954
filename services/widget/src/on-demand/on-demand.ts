/**
 * What comes when it is asked for: editing and deleting, telling moderators about a comment, telling us about
 * a fault, and saying what came in the way. Loaded once the page is painted, so that it is there when the service no longer is.
 */
import style from '../styles/on-demand.css';
import type { Widget } from '../widget.ts';
import { createWaitingReports } from './waiting-reports.ts';

// Everything these forms share with the app then lies in one file, which compresses better than two.
import '../app.tsx';

export { DeleteQuestion } from './DeleteQuestion.tsx';
export { EditBox } from './EditBox.tsx';
export { FlagForm } from './FlagForm.tsx';
export { IssuePanel } from './IssuePanel.tsx';
export { NameForm } from './NameForm.tsx';
export { bringIn } from './permalink.ts';
export { SendingStatus } from './SendingStatus.tsx';
export { Trouble } from './Trouble.tsx';
export { style };

/** Sends what could not be sent before. Each report is dropped only when it has arrived. */
export function sendWaitingReports({ api, storage }: Pick<Widget, 'api' | 'storage'>): void {
  const waiting = createWaitingReports(storage, Date.now);
  for (const report of waiting.list())
    api.reportIssue(report).then(
      () => waiting.drop(report.ticket),
      () => {},
    );
}
