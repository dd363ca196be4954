/**
 * What comes when it is asked for: editing and deleting, telling moderators about a comment, telling us about
 * a fault, and saying what came in the way. Loaded once the page is painted, so that it is there when the service no longer is.
 */
import helpStyle from '../styles/help.css';
import mediaStyle from '../styles/media.css';
import formsStyle from '../styles/on-demand.css';
import toolsStyle from '../styles/writing-tools.css';

// Everything these forms share with the app then lies in one file, which compresses better than two.
import '../app.tsx';

export { keepPlace } from '../page/keep-place.ts';
export { attend } from './attend.ts';
export { Cover } from './Cover.tsx';
export { deleteOwn } from './deleting.ts';
export { EditBox } from './EditBox.tsx';
export { FailureCause } from './FailureCause.tsx';
export { FlagForm } from './FlagForm.tsx';
export { IssuePanel } from './IssuePanel.tsx';
export { mute, takeMuted } from './muting.ts';
export { NameForm } from './NameForm.tsx';
export { PendingComment } from './PendingComment.tsx';
export { bringIn } from './permalink.ts';
export { Reason } from './Reason.tsx';
export { SendingStatus } from './SendingStatus.tsx';
export { ShareLink } from './ShareLink.tsx';
export { SinceVisit } from './SinceVisit.tsx';
export { Trouble } from './Trouble.tsx';
export { TroubleNotices } from './TroubleNotices.tsx';
export { vote } from './vote.ts';
export { WritingTools } from './WritingTools.tsx';
/** For all that is here. */
export const style = formsStyle + helpStyle + toolsStyle + mediaStyle;
