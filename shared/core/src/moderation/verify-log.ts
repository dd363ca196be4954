import { judgeFlags } from '../flags/judge-flags.ts';
import type { ActStore } from '../ports/act-store.ts';
import type { AuditStore, ChainLink } from '../ports/audit-store.ts';
import { STRAY_LOG } from '../ports/issue-records.ts';
import type { ReviewItemRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { CHAIN_START, hashEvent, inOneForm } from './hash-event.ts';

/** Links, events or items looked at in one step. */
const STEP = 200;

/** Something in the log of moderation that is not as it was written. */
export type LogFinding = {
  kind: 'changed' | 'missing' | 'inserted' | 'not-a-fold';
  site: string;
  /** The event or item it is about. */
  name: string;
  detail: string;
};
export type VerifiedSite = { site: string; events: number; head: string };

/**
 * Walks each site's chain of fingerprints, then looks for events and acts that no chain has, and folds every review item
 * anew. What is written while it walks may be found half done: whoever asks looks twice.
 */
export async function verifyLog({
  store,
}: {
  store: Pick<Store, 'acts' | 'audit' | 'flags' | 'review' | 'sites'>;
}): Promise<{ sites: VerifiedSite[]; findings: LogFinding[] }> {
  const sites: VerifiedSite[] = [];
  const findings: LogFinding[] = [];
  const logs = [...(await store.sites.list()).map(({ id }) => id), STRAY_LOG];
  for (const log of logs) {
    const walked = await walkChain(store.audit, log);
    if (log === STRAY_LOG && walked.verified.events === 0) continue;
    sites.push(walked.verified);
    findings.push(...walked.findings);
  }
  findings.push(...(await findUnchained(store.audit)), ...(await findUnchainedActs(store.acts)));
  findings.push(...(await findUnfolded(store)));
  return { sites, findings };
}

async function walkChain(
  audit: AuditStore,
  site: string,
): Promise<{ verified: VerifiedSite; findings: LogFinding[] }> {
  const findings: LogFinding[] = [];
  let seq = 0;
  let head = CHAIN_START;
  for (let links = await audit.chain(site, 0, STEP); links.length > 0; ) {
    for (const link of links) {
      const fault = faultOf(link, seq, head);
      if (fault !== null) findings.push({ ...fault, site, name: link.name });
      seq = link.seq;
      head = link.hash;
    }
    links = await audit.chain(site, seq, STEP);
  }
  return { verified: { site, events: seq, head }, findings };
}

function faultOf(link: ChainLink, seq: number, head: string): Pick<LogFinding, 'kind' | 'detail'> | null {
  const { event } = link;
  if (link.seq !== seq + 1) {
    return { kind: 'missing', detail: `the numbers ${seq + 1} to ${link.seq - 1} of the log are gone` };
  }
  if (event === null) return { kind: 'missing', detail: `the event of number ${link.seq} is gone` };
  if (link.prevHash !== head) {
    return { kind: 'changed', detail: `number ${link.seq} does not stand on the number before it` };
  }
  if (link.hash === hashEvent(head, event)) return null;
  return { kind: 'changed', detail: `event ${event.id} is not as it was written (number ${link.seq})` };
}

async function findUnchained(audit: AuditStore): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  let after: string | null = null;
  do {
    const found: Awaited<ReturnType<AuditStore['listUnchained']>> = await audit.listUnchained(after, STEP);
    for (const event of found.events) {
      const { id, site, version } = event;
      const subject = 'item' in event ? `item ${event.item}` : `issue group ${event.group}`;
      const detail = `event ${version} of ${subject} was never entered into the log`;
      findings.push({ kind: 'inserted', site, name: id, detail });
    }
    after = found.next;
  } while (after !== null);
  return findings;
}

async function findUnchainedActs(store: ActStore): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  let after: string | null = null;
  do {
    const found: Awaited<ReturnType<ActStore['listUnchained']>> = await store.listUnchained(after, STEP);
    for (const { id, site, kind, actor } of found.acts) {
      const detail = `the act ${kind} of ${actor.name} was never entered into the log`;
      findings.push({ kind: 'inserted', site, name: id, detail });
    }
    after = found.next;
  } while (after !== null);
  return findings;
}

async function findUnfolded(store: Pick<Store, 'audit' | 'flags' | 'review'>): Promise<LogFinding[]> {
  const { audit, review } = store;
  const findings: LogFinding[] = [];
  for (let items = await audit.listItems(null, STEP); items.length > 0; ) {
    for (const item of items) {
      const folded = await review.refold(item.id);
      const isSame = inOneForm(folded && { ...folded, claim: null }) === inOneForm({ ...item, claim: null });
      const fault = isSame
        ? await faultOfFlags(store, item)
        : 'the review item is not what its events come to';
      if (fault === null) continue;
      findings.push({ kind: 'not-a-fold', site: item.site, name: item.id, detail: fault });
    }
    items = await audit.listItems(items.at(-1)?.id ?? null, STEP);
  }
  return findings;
}

/** Flags weigh, and came out, as the events of their item say. */
async function faultOfFlags(
  { flags, review }: Pick<Store, 'flags' | 'review'>,
  { id, flags: counted }: ReviewItemRecord,
): Promise<string | null> {
  if (Object.keys(counted).length === 0) return null;
  const [listed, events] = await Promise.all([flags.listFor(id), review.events(id)]);
  // One without a version is on its way, or from before they had any.
  const kept = listed.filter(({ version }) => version !== null);
  const judged = judgeFlags(events, kept);
  const known = kept.toSorted((a, b) => a.revision - b.revision);
  if (inOneForm(judged) !== inOneForm(known))
    return 'the outcomes of its flags are not what its events come to';
  const weights = new Map(events.map(({ version, reasons }) => [version, reasons[0]]));
  const isWeighed = kept.every(({ version, weight, parts }) => {
    const said = weights.get(version ?? 0);
    return (
      parts.length === 0 || said?.parts === undefined || (said.weight === weight && isSame(said.parts, parts))
    );
  });
  return isWeighed ? null : 'its flags do not weigh what its events say';
}

function isSame(one: object[], other: object[]): boolean {
  return inOneForm(one) === inOneForm(other);
}
