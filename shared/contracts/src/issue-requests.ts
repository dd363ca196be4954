/** What moderators send about issue reports. Part of `requests.ts`. */
import * as z from 'zod';
import { issueState } from './issue-objects.ts';
import * as limits from './limits.ts';
import { plainText } from './requests.ts';

const groupId = z.string().regex(/^[0-9a-z-]{1,80}$/);
const version = z.int().min(0);
const note = plainText(limits.NOTE_MAX_LENGTH);

export const groupParams = z.strictObject({ group: groupId });
export const groupEventParams = z.strictObject({ group: groupId, event: z.string().max(80) });
/** Whatever is left out stays as it is. */
export const updateIssue = z
  .strictObject({
    version,
    state: issueState.optional(),
    /** A moderator's id. */
    assignee: z.string().max(80).nullable().optional(),
    fixedIn: plainText(60).nullable().optional(),
    /** Shown to readers under their ticket. */
    publicNote: note.nullable().optional(),
    /** For colleagues only: kept in the log. */
    note: note.min(1).optional(),
  })
  .refine((value) => Object.keys(value).length > 1, 'name something to change');
export const mergeIssue = z.strictObject({ version, into: groupId });
export const splitIssue = z.strictObject({ version });

/** `key`: made by the client with the answer; the same again is the same answer. */
export const answerReader = z.strictObject({
  key: z.uuid(),
  ticket: z.uuid(),
  text: plainText(limits.ISSUE_ANSWER_MAX_LENGTH).regex(/\S/, 'must not be empty'),
});

export type AnswerReader = z.infer<typeof answerReader>;
export type UpdateIssue = z.infer<typeof updateIssue>;
export type MergeIssue = z.infer<typeof mergeIssue>;
