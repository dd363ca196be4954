import { groupOfReport } from '@parley/core/issues/group-report';
import { isRegression } from '@parley/core/issues/is-regression';
import { expect } from 'chai';
import { createRecentRequests } from '../../../services/server/src/http/recent-requests.ts';
import { anIssueReport } from '../../harness/records.ts';

describe('The group of an issue report', () => {
  const idOf = (set: Parameters<typeof anIssueReport>[0]) => groupOfReport(anIssueReport(set)).id;
  const failing = (status: number, route = '/v1/comments') => ({
    calls: [
      { method: 'POST', route, status, ms: 5, requestId: null },
      { method: 'GET', route: '/v1/me', status: 401, ms: 5, requestId: null },
    ],
  });
  const threw = (frame: string) => ({ errors: [{ message: 'x is not a function', frame }] });

  it('is that of the same trouble at the same call', () => {
    const diagnostics = failing(503);
    expect(idOf({ diagnostics })).to.equal(idOf({ diagnostics: failing(500) }));
    expect(idOf({ diagnosis: ['a', 'b'] })).to.equal(idOf({ diagnosis: ['b', 'a', 'b'] }));
    const others = [
      { diagnostics: failing(0) },
      { diagnostics: failing(503, '/v1/threads') },
      { diagnostics, diagnosis: ['offline'] },
      { diagnostics, site: 'herald' },
      { diagnostics: {} },
    ];
    const ids = [idOf({ diagnostics }), ...others.map(idOf)];
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('is the same for the same place in the script, in whatever build', () => {
    const one = threw('/widget/app-ABCD1234.js:1:4711');
    expect(idOf({ diagnostics: one })).to.equal(idOf({ diagnostics: threw('/widget/app-WXYZ9876.js:2:5') }));
    expect(idOf({ diagnostics: one })).to.not.equal(
      idOf({ diagnostics: threw('/widget/live-ABCD1234.js:1:1') }),
    );
  });

  it('is found whatever a client sends for diagnostics', () => {
    const odd = [{ calls: 'none' }, { calls: [null, { status: 'x' }] }, { errors: 7 }, { version: {} }];
    const ids = odd.map((diagnostics) => idOf({ diagnostics }));
    expect(new Set(ids)).to.deep.equal(new Set([idOf({ diagnostics: {} })]));
  });
});

describe('A regression', () => {
  it('comes from the fixed version or a later one, number by number', () => {
    const group = { state: 'fixed', fixedIn: '1.9.0' } as const;
    const versions = ['1.8.9', '1.9.0', '1.9.0-beta', '1.10', '2.0.0', null];
    expect(versions.map((version) => isRegression(group, version))).to.deep.equal([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(isRegression({ ...group, state: 'wontfix' }, '2.0.0')).to.equal(false);
    expect(isRegression({ ...group, fixedIn: null }, '2.0.0')).to.equal(false);
  });
});

describe('The requests a server remembers', () => {
  it('are so many and no more, the latest', () => {
    const recent = createRecentRequests(2);
    const served = (requestId: string) => ({
      requestId,
      method: 'GET',
      route: '/v1/me',
      status: 200,
      code: null,
      durationMs: 1,
      at: '2026-01-01T00:00:00.000Z',
    });
    for (const id of ['a', 'b', 'c']) recent.note(served(id));
    expect(recent.find(['a', 'c', 'unknown', 'b']).map(({ requestId }) => requestId)).to.deep.equal([
      'c',
      'b',
    ]);
  });
});
