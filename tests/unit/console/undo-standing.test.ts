import type { ReviewEvent } from '@parley/contracts/objects';
import { expect } from 'chai';
import { lastUndoable, undoStanding } from '../../../services/console/src/item/undo-standing.ts';
import { reviewEvent, reviewItem } from './review-items.ts';

const item = reviewItem('x');
const ben = { id: 'ben', name: 'Ben', kind: 'moderator' as const };
const event = (version: number, kind: ReviewEvent['kind'], given: Partial<ReviewEvent> = {}) =>
  reviewEvent(item, {
    id: `e${version}`,
    version,
    kind,
    actor: ben,
    before: { state: 'open', status: 'held' },
    after: { state: 'closed', status: 'published' },
    ...given,
  });
const opened = reviewEvent(item, { id: 'e1' });

describe('whether an event can be taken back, in the console', () => {
  it('is what the service says', () => {
    const approved = event(2, 'approve');
    expect(undoStanding(approved, [opened, approved], ['e2'])).to.deep.equal({ kind: 'free' });
    expect(undoStanding(approved, [opened, approved], [])).to.deep.equal({ kind: 'not-yours' });
    expect(undoStanding(opened, [opened, approved], [])).to.deep.equal({ kind: 'no-decision' });
  });

  it('names who has taken it back already', () => {
    const approved = event(2, 'approve');
    const undo = event(3, 'undo', { reverses: 'e2' });
    expect(undoStanding(approved, [opened, approved, undo], [])).to.deep.equal({ kind: 'undone', by: undo });
    expect(undoStanding(undo, [opened, approved, undo], [])).to.deep.equal({ kind: 'no-decision' });
  });

  it('names what has changed the same since, the latest first, leaving out what was taken back', () => {
    const approved = event(2, 'approve');
    const reopened = event(3, 'reopen', { after: { state: 'open', status: 'published' } });
    const rejected = event(4, 'reject', { after: { state: 'closed', status: 'rejected' } });
    const undo = event(5, 'undo', { reverses: 'e4', after: { state: 'open', status: 'published' } });
    const flagged = event(6, 'flagged', { before: reopened.after, after: reopened.after });
    const events = [opened, approved, reopened, rejected];
    expect(undoStanding(approved, events, ['e4'])).to.deep.equal({ kind: 'overtaken', by: rejected });
    expect(undoStanding(approved, [...events, undo, flagged], ['e3'])).to.deep.equal({
      kind: 'overtaken',
      by: reopened,
    });
  });

  it('begins with the latest', () => {
    const events = [opened, event(2, 'approve'), event(3, 'reopen')];
    expect(lastUndoable(events, ['e2', 'e3'])?.id).to.equal('e3');
    expect(lastUndoable(events, [])).to.equal(null);
  });
});
