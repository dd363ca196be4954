/**
 * What processes tell one another over the bus, as JSON. A message is made once by whoever caused it and
 * carries the public form, so that nobody reads the store to deliver it.
 */
import type { Change, IssueGroup, ReviewItem } from '@parley/contracts/objects';

/** New changes of a thread in order of `seq`; `head` is the thread's after the last of them. */
export type ThreadChangesMessage = { head: number; changes: Change[] };

/** How many viewers of the thread the process `node` serves. Forgotten when it is not repeated. */
export type ThreadViewersMessage = { viewers: number; node: string };

/** On `threadChannel(thread)`. */
export type ThreadMessage = ThreadChangesMessage | ThreadViewersMessage;

/** On `HIDING_CHANNEL`: what was read of this thread before `head` holds a text that must not be shown again. */
export type HidingMessage = { thread: string; head: number };

/** On `SITES_CHANNEL`: what is kept of this site is no longer so. */
export type SitesMessage = { site: string };

/** On `siteChannel(site)`. */
export type SiteMessage = { kind: 'queue'; item: ReviewItem } | { kind: 'issue'; group: IssueGroup };
