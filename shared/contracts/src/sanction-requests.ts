/** What may be sent about authors, sanctions and statistics. Part of `requests.ts`. */
import * as z from 'zod';
import * as limits from './limits.ts';
import * as objects from './objects.ts';
import { commentBody, plainText } from './requests.ts';
import { sanctionKind } from './sanction-objects.ts';
import { triedSettings } from './site-settings.ts';

const id = z.string().regex(/^[0-9a-z-]{1,80}$/, 'not an id');
export const authorParams = z.strictObject({ id });
export const bulkParams = z.strictObject({ id });
export const sanctionParams = z.strictObject({ id, sanction: id });
export const sanctionAuthor = z.strictObject({
  kind: sanctionKind,
  /** Absent or null: until it is lifted. */
  until: z.iso.datetime().nullable().default(null),
  reason: plainText(limits.SANCTION_REASON_MAX_LENGTH).min(1),
  /** On all sites where the same person signs on; for owners. */
  everywhere: z.boolean().default(false),
  /** Also takes down what they wrote in so many days. */
  removeDays: z.int().min(1).max(limits.REMOVE_DAYS_MAX).optional(),
});
export const noteParams = z.strictObject({ id, note: id });
/** `key`: made by the client with the note; the same again is the same note. */
export const addNote = z.strictObject({
  key: z.uuid(),
  text: plainText(limits.NOTE_MAX_LENGTH).trim().min(1),
});
export const listNotes = z.strictObject({ after: id.optional() });
export const listSanctions = z.strictObject({
  site: objects.siteId.optional(),
  after: z.string().min(1).max(limits.CURSOR_MAX_LENGTH).optional(),
});
export const readStats = z.strictObject({
  site: objects.siteId.optional(),
  days: z.coerce.number().int().min(1).max(limits.STATS_DAYS_MAX).default(7),
});
export const appeal = z.strictObject({ text: plainText(limits.NOTE_MAX_LENGTH).min(1) });
export const tryScreening = z.strictObject({
  site: objects.siteId,
  body: commentBody,
  /** In place of the site's own, for what is not saved yet. */
  settings: triedSettings.optional(),
});

export type SanctionAuthor = z.infer<typeof sanctionAuthor>;
export type SanctionAuthorInput = z.input<typeof sanctionAuthor>;
export type TryScreening = z.infer<typeof tryScreening>;
export type AddNote = z.infer<typeof addNote>;
export type ReadStats = z.infer<typeof readStats>;
