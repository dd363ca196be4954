import { expect } from 'chai';
import {
  FIRST_PLACE,
  formatPlace,
  isSameList,
  openedId,
  type Place,
  parsePlace,
  peoplePlace,
  threadsPlace,
  unfilteredLog,
  withOpened,
} from '../../../services/console/src/place/place.ts';
import { wholeLane } from '../../../services/console/src/place/queue-place.ts';

const PLACES: [hash: string, place: Place][] = [
  ['#/queue/open', FIRST_PLACE],
  ['#/queue/decided', wholeLane('decided')],
  ['#/queue/held?sort=latest', { ...wholeLane('held'), sort: 'latest' }],
  ['#/queue/decided?sort=priority', { ...wholeLane('decided'), sort: 'priority' }],
  ['#/queue/escalated/abc', { ...wholeLane('escalated'), item: 'abc' }],
  [
    '#/queue/flagged/abc?site=demo&reason=flag%3Aabuse&thread=t1&author=a1&age=day&sort=oldest',
    {
      view: 'queue',
      lane: 'flagged',
      item: 'abc',
      reason: 'flag:abuse',
      thread: 't1',
      author: 'a1',
      age: 'day',
      sort: 'oldest',
      site: 'demo',
    },
  ],
  ['#/issues', { view: 'issues', group: null, state: null, site: null }],
  ['#/issues/g1?state=user-side', { view: 'issues', group: 'g1', state: 'user-side', site: null }],
  ['#/threads', threadsPlace(null)],
  [
    '#/threads/abc?q=ferry&state=closed&order=newest',
    { view: 'threads', thread: 'abc', q: 'ferry', state: 'closed', order: 'newest', site: null },
  ],
  ['#/people/abc?site=demo', peoplePlace('demo', 'abc')],
  ['#/settings?site=demo', { view: 'settings', site: 'demo' }],
  ['#/statistics', { view: 'statistics', days: 7, site: null }],
  ['#/statistics?site=demo&days=90', { view: 'statistics', days: 90, site: 'demo' }],
  ['#/log/abc?site=demo', { ...unfilteredLog('demo'), item: 'abc' }],
  [
    '#/log?actor=m1&kind=reject&text=so+rude&from=2026-06-01',
    { ...unfilteredLog(null), actor: 'm1', kind: 'reject', text: 'so rude', from: '2026-06-01' },
  ],
];

describe('the addresses of the console', () => {
  it('lead to their place and back', () => {
    for (const [hash, place] of PLACES) {
      expect(parsePlace(hash), hash).to.deep.equal(place);
      expect(formatPlace(place)).to.equal(hash);
    }
  });

  it('lead to the open queue where they cannot be read', () => {
    for (const hash of ['', '#', '#/', '#/nowhere', '#/queue', '#/queue/constructor', '#/queue/%E0%A4%A']) {
      expect(parsePlace(hash), hash).to.deep.equal(FIRST_PLACE);
    }
    expect(parsePlace('#/issues?state=__proto__')).to.include({ state: null });
    expect(parsePlace('#/queue/open?sort=upwards')).to.include({ sort: 'priority' });
  });

  it('keep the list while another entry is opened', () => {
    const place = parsePlace('#/queue/open/abc?reason=links');
    const other = withOpened(place, 'def');
    expect(openedId(other)).to.equal('def');
    expect(isSameList(place, other)).to.equal(true);
    expect(isSameList(place, parsePlace('#/queue/open/abc'))).to.equal(false);
  });
});
