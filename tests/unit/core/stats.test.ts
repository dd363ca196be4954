import type { ReviewState } from '@parley/contracts/objects';
import { addUp } from '@parley/core/moderation/add-up-events';
import type { StoredReviewEvent } from '@parley/core/moderation/fold-review';
import { expect } from 'chai';
import { ana, mod, screening, sortableId } from '../../harness/records.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 5, 3, 12);
const YESTERDAY = NOON - 24 * HOUR;
const TIME = { from: NOON - 3 * 24 * HOUR, until: NOON, waiting: 0 };

describe('the statistics of moderation', () => {
  it('have an entry for every day, those on which nothing happened too', () => {
    const { byDay } = addUp([], TIME);
    expect(byDay.map(({ day }) => day)).to.deep.equal([
      '2026-05-31',
      '2026-06-01',
      '2026-06-02',
      '2026-06-03',
    ]);
    expect(byDay[0]).to.deep.include({ inbound: 0, decided: 0, medianMs: null, backlog: 0 });
  });

  it('reckon the backlog of each day back from what waits now', () => {
    const events = [
      arrives('a', YESTERDAY, 'links'),
      arrives('b', YESTERDAY + HOUR, 'links'),
      decided('a', 'reject', { at: NOON - HOUR, waitedMs: 23 * HOUR }),
    ];
    // One more has been waiting since before the time.
    const { byDay } = addUp(events, { ...TIME, waiting: 2 });
    expect(byDay.map(({ backlog }) => backlog)).to.deep.equal([1, 1, 3, 2]);
    expect(byDay.map(({ inbound }) => inbound)).to.deep.equal([0, 0, 2, 0]);
    expect(byDay.at(-1)).to.deep.include({ decided: 1, medianMs: 23 * HOUR, p95Ms: 23 * HOUR });
  });

  it('hold what was taken back against its day, its moderator, its reason and its site', () => {
    const fell = decided('a', 'reject', { at: YESTERDAY + HOUR, waitedMs: HOUR });
    const events = [
      arrives('a', YESTERDAY, 'suspect-word'),
      arrives('b', YESTERDAY, 'links'),
      fell,
      decided('b', 'approve', { at: YESTERDAY + 2 * HOUR, waitedMs: 2 * HOUR, by: ana }),
      event('a', 'undo', { at: NOON - HOUR, before: 'closed', after: 'open', reverses: fell.id }),
    ];
    const { byDay, byModerator, byReason, sites, overturnRate } = addUp(events, { ...TIME, waiting: 1 });
    expect(overturnRate).to.equal(1 / 2);
    expect(byDay.map(({ overturned }) => overturned)).to.deep.equal([0, 0, 0, 1]);
    expect(byModerator.map(({ name, overturned }) => [name, overturned])).to.deep.equal([
      ['Mod', 1],
      ['Ana', 0],
    ]);
    const reasons = byReason.map(({ reason, decided: n, overturned }) => [reason, n, overturned]);
    expect(reasons).to.deep.equal([
      ['suspect-word', 1, 1],
      ['links', 1, 0],
    ]);
    expect(sites.get('gazette')).to.deep.include({ inbound: 2, overturned: 1 });
  });

  it('count an escalation or a reopening that was taken back as no decision overturned', () => {
    const closing = decided('a', 'approve', { at: YESTERDAY, waitedMs: HOUR });
    const reopening = event('a', 'reopen', { at: NOON - 3 * HOUR, before: 'closed', after: 'open' });
    const escalation = event('b', 'escalate', { at: NOON - 2 * HOUR, before: 'open', after: 'escalated' });
    const events = [
      closing,
      reopening,
      event('a', 'undo', { at: NOON - HOUR, before: 'open', after: 'closed', reverses: reopening.id }),
      escalation,
      event('b', 'undo', { at: NOON - HOUR, before: 'escalated', after: 'open', reverses: escalation.id }),
    ];
    const { overturnRate, byModerator } = addUp(events, TIME);
    expect(overturnRate).to.equal(0);
    expect(byModerator.map(({ overturned }) => overturned)).to.deep.equal([0]);
  });

  it('do not say of what a decision made of an item that came in before the time', () => {
    const { byReason, decided: count } = addUp(
      [decided('old', 'approve', { at: NOON - HOUR, waitedMs: 99 * HOUR })],
      TIME,
    );
    expect(count).to.equal(1);
    expect(byReason).to.deep.equal([]);
  });
});

function arrives(item: string, at: number, reason: string): StoredReviewEvent {
  const reasons = [{ reason, source: 'screening' as const, detail: '', weight: 1 }];
  return { ...event(item, 'opened', { at, before: null, after: 'open' }), actor: screening, reasons };
}

function decided(
  item: string,
  kind: 'approve' | 'reject',
  { by = mod, ...set }: { at: number; waitedMs: number; by?: typeof mod },
): StoredReviewEvent {
  return { ...event(item, kind, { before: 'open', after: 'closed', ...set }), actor: by };
}

function event(
  item: string,
  kind: StoredReviewEvent['kind'],
  {
    before,
    after,
    ...set
  }: { at: number; before: ReviewState | null; after: ReviewState } & Partial<
    Pick<StoredReviewEvent, 'waitedMs' | 'reverses'>
  >,
): StoredReviewEvent {
  return {
    id: sortableId(),
    item,
    site: 'gazette',
    version: 1,
    kind,
    actor: mod,
    reason: null,
    note: null,
    reasons: [],
    before: { state: before, status: 'held' },
    after: { state: after, status: 'held' },
    weight: 0,
    dueAt: null,
    ...set,
  };
}
