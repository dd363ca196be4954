import { expect } from 'chai';
import { readCalls } from '../../../services/console/src/issues/read-calls.ts';

describe('the last calls of a reader in trouble', () => {
  it('stand beside what the server answered to the same requests', () => {
    const { calls, rest } = readCalls({
      browser: 'Firefox 140',
      calls: [
        { method: 'POST', route: '/v1/comments', status: 0, ms: 15_000, requestId: 'one' },
        { method: 'GET', route: '/v1/me', status: 200, ms: 8, requestId: null },
      ],
      served: [{ requestId: 'one', status: 201, durationMs: 14, code: null, at: '2026-11-01T10:00:00.000Z' }],
    });
    expect(calls).to.deep.equal([
      {
        name: 'POST /v1/comments',
        seen: { status: 0, ms: 15_000 },
        served: { status: 201, ms: 14, code: null, at: '2026-11-01T10:00:00.000Z' },
      },
      { name: 'GET /v1/me', seen: { status: 200, ms: 8 }, served: null },
    ]);
    expect(rest).to.deep.equal({ browser: 'Firefox 140' });
  });

  it('are left as they are when a stranger sent something else', () => {
    for (const calls of ['none', [], [null], [{ method: 'GET' }], [{ route: 1 }]]) {
      expect(readCalls({ calls })).to.deep.equal({ calls: [], rest: { calls } });
    }
    const [call] = readCalls({ calls: [{ route: '/x', status: 'ok' }], served: [7] }).calls;
    expect(call).to.deep.equal({ name: '/x', seen: { status: null, ms: null }, served: null });
  });
});
