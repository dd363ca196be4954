import type { IssueGroup } from '@parley/contracts/objects';
import { expect } from 'chai';
import {
  appendGroups,
  applyGroup,
  emptyIssues,
  isIssueGroup,
  letGroupsIn,
  replaceGroups,
} from '../../../services/console/src/issues/issue-state.ts';
import { minutesAgo } from './review-items.ts';

const first = group('first', { lastSeen: minutesAgo(5) });
const second = group('second', { lastSeen: minutesAgo(50) });

describe('the list of issue reports in the console', () => {
  it('counts new reports of a group in its place', () => {
    const state = replaceGroups(emptyIssues(ALL), { groups: [first, second], next: null });
    const after = applyGroup(state, { ...second, count: 2, lastSeen: minutesAgo(0) });
    expect(after.groups.map((one) => one.id)).to.deep.equal(['first', 'second']);
    expect(after.groups[1]?.count).to.equal(2);
  });

  it('drops news older than what it shows', () => {
    const state = replaceGroups(emptyIssues(ALL), {
      groups: [{ ...first, version: 3, tally: 9 }],
      next: null,
    });
    expect(applyGroup(state, { ...first, version: 2, tally: 9 })).to.equal(state);
    expect(applyGroup(state, { ...first, version: 3, tally: 8 })).to.equal(state);
  });

  it('lets a new group wait until it is asked for', () => {
    const state = replaceGroups(emptyIssues(ALL), { groups: [second], next: null });
    const after = applyGroup(applyGroup(state, first), { ...first, count: 2 });
    expect(after.groups).to.have.length(1);
    expect(after.waiting).to.have.length(1);
    expect(letGroupsIn(after).groups.map((one) => one.id)).to.deep.equal(['first', 'second']);
  });

  it('keeps a group in sight that has just been given another state', () => {
    const view = { state: 'new', site: null } as const;
    const state = replaceGroups(emptyIssues(view), { groups: [first], next: null });
    const after = applyGroup(state, { ...first, version: 2, state: 'triaged' });
    expect(after.groups[0]?.state).to.equal('triaged');
    expect(applyGroup(state, { ...second, state: 'closed' }).waiting).to.deep.equal([]);
  });

  it('drops what is merged into another group', () => {
    const state = replaceGroups(emptyIssues(ALL), { groups: [first, second], next: null });
    const after = applyGroup(state, { ...first, version: 2, mergedInto: 'second' });
    expect(after.groups.map((one) => one.id)).to.deep.equal(['second']);
  });

  it('shows no group twice', () => {
    const state = replaceGroups(emptyIssues(ALL), { groups: [first], next: 'more' });
    expect(appendGroups(state, { groups: [first, second], next: null }).groups).to.have.length(2);
  });

  it('tells a group from anything else', () => {
    expect(isIssueGroup(first)).to.equal(true);
    expect([null, {}, { version: 1, samples: 'none' }].some(isIssueGroup)).to.equal(false);
  });
});

const ALL = { state: null, site: null };

function group(id: string, given: Partial<IssueGroup>): IssueGroup {
  return {
    id,
    site: 'gazette',
    version: 1,
    state: 'new',
    title: id,
    diagnosis: [],
    count: 1,
    firstSeen: minutesAgo(100),
    lastSeen: minutesAgo(1),
    assignee: null,
    fixedIn: null,
    publicNote: null,
    mergedInto: null,
    last: null,
    tally: 1,
    spikingSince: null,
    samples: [],
    ...given,
  };
}
