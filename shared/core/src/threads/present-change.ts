import type { Change } from '@parley/contracts/objects';
import { presentComment } from '../comments/present-comment.ts';
import type { LoggedChange, Site } from '../ports/records.ts';
import { presentThread } from './present-thread.ts';

/** One entry of a thread's log as everybody may see it. */
export function presentChange(logged: LoggedChange, site: Site): Change {
  const { replyCounts, branchCounts = {} } = logged;
  return {
    seq: logged.seq,
    kind: logged.kind,
    counts: { comments: logged.thread.commentCount },
    ...(logged.comment === null ? {} : { comment: presentComment(logged.comment) }),
    ...(logged.kind === 'thread' ? { thread: presentThread(logged.thread, site) } : {}),
    ...(Object.keys(replyCounts).length > 0 ? { replyCounts } : {}),
    ...(Object.keys(branchCounts).length > 0 ? { branchCounts } : {}),
  };
}
