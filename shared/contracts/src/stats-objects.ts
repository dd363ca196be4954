/** How moderation goes: what came in, what waits, how long decisions take and which of them did not last. */
import * as z from 'zod';
import * as objects from './objects.ts';

/** Milliseconds; null where nothing was decided. */
const times = { decided: z.int(), medianMs: z.int().nullable(), p95Ms: z.int().nullable() };
/** How many of the decisions were taken back, or fell on appeal. */
const overturned = z.int();
const backlog = z.object({ open: z.int(), escalated: z.int() });

export const moderationStats = z.object({
  site: objects.siteId.nullable(),
  since: z.iso.datetime(),
  /** False when more happened than is counted: `since` is then the oldest that is. */
  isComplete: z.boolean(),
  inbound: z.int(),
  backlog,
  oldestOpenAt: z.iso.datetime().nullable(),
  ...times,
  /** Of the items that were closed, the part that was opened again; null where none was closed. */
  reopenRate: z.number().nullable(),
  /** Of the decisions, the part that was taken back or fell on appeal; null where nothing was decided. */
  overturnRate: z.number().nullable(),
  /** Every day from `since` on, in UTC, oldest first. `backlog`: what waited when the day ended, or waits now. */
  byDay: z.array(
    z.object({
      day: z.string(),
      inbound: z.int(),
      ...times,
      reopened: z.int(),
      overturned,
      backlog: z.int(),
    }),
  ),
  byModerator: z.array(z.object({ id: z.string(), name: z.string(), ...times, overturned })),
  /** By why an item came in. Decisions are counted where their item came in within the time. */
  byReason: z.array(z.object({ reason: z.string(), inbound: z.int(), ...times, overturned })),
  /** One entry a site that whoever asks moderates. */
  bySite: z.array(
    z.object({
      site: objects.siteId,
      inbound: z.int(),
      backlog,
      oldestOpenAt: z.iso.datetime().nullable(),
      ...times,
      overturned,
    }),
  ),
});

export type ModerationStats = z.infer<typeof moderationStats>;
