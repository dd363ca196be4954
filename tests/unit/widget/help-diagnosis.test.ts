import { expect } from 'chai';
import { diagnose, type Findings, TROUBLES } from '../../../services/widget/src/help/diagnosis.ts';
import { isNeverAnswered } from '../../../services/widget/src/help/probe.ts';
import { createSelfDiagnosis, follow } from '../../../services/widget/src/help/self-diagnosis.ts';
import { call, findings, NOW } from './findings.ts';

const MINUTE = 60_000;
const live = (part: Partial<NonNullable<Findings['live']>>) => ({
  live: { status: 'live', transport: 'websocket', reconnects: 0, lastCloseReason: null, ...part } as const,
});

describe('the diagnosis', () => {
  it('is empty while all is well', () => {
    expect(diagnose(findings())).to.deep.equal([]);
    expect(diagnose(findings({ calls: [call(200), call(404), call(304)] }))).to.deep.equal([]);
    expect(diagnose(findings({ live: null, clockSkewMs: null }))).to.deep.equal([]);
    expect(diagnose(findings(live({ status: 'connecting', transport: null }))), 'not tried yet').to.be.empty;
  });

  const signs: Record<string, Partial<Findings>> = {
    offline: { isOnline: false, calls: [call(0)] },
    'script-blocked': { isScriptMissing: true },
    'csp-blocked': { cspViolations: ['connect-src'], calls: [call(0)] },
    'origin-not-allowed': { isOriginRefused: true, calls: [call(0), call(403, '/v1/sessions/guest')] },
    'api-unreachable': { calls: [call(200), call(0)], ...live({ status: 'polling', lastCloseReason: 'x' }) },
    'api-5xx': { calls: [call(503), call(200, '/v1/me')] },
    'session-refused': { calls: [call(401, '/v1/sessions/sso')] },
    'session-expired': { hasSessionExpired: true },
    'rate-limited': { calls: [call(429, '/v1/comments', NOW - 4 * MINUTE)] },
    'script-error': { errors: [{ message: 'ours', frame: '/widget/app-1.js:3:4' }] },
    'live-unavailable': live({ status: 'polling', transport: null, lastCloseReason: 'websocket error' }),
    'live-lagging': { behindMs: 11_000 },
    'websocket-blocked': live({ transport: 'polling' }),
    'storage-blocked': { isStorageBlocked: true },
    'clock-skew': { clockSkewMs: -6 * MINUTE },
  };
  for (const [trouble, facts] of Object.entries(signs))
    it(`knows ${trouble} from all others`, () => {
      expect(diagnose(findings(facts))).to.deep.equal([trouble]);
    });

  it('knows every trouble that there are words for', () => {
    expect(Object.keys(signs)).to.deep.equal(TROUBLES);
    expect(TROUBLES).to.have.members(
      'api-unreachable api-5xx session-expired session-refused storage-blocked websocket-blocked live-unavailable live-lagging csp-blocked origin-not-allowed rate-limited clock-skew script-blocked offline script-error'.split(
        ' ',
      ),
    );
  });

  it('takes no page for a strange one that has ever read an answer, however late the next one is', () => {
    expect(isNeverAnswered([call(0), call(0, '/v1/me')])).to.equal(true);
    expect(isNeverAnswered([call(200), call(0)])).to.equal(false);
    expect(isNeverAnswered([])).to.equal(false);
  });

  it('names the gravest first', () => {
    const facts = { isStorageBlocked: true, hasSessionExpired: true, calls: [call(500)] };
    expect(diagnose(findings(facts))).to.deep.equal(['api-5xx', 'session-expired', 'storage-blocked']);
  });

  it('lets a trouble go when a later call of the same kind went well, or its time is over', () => {
    expect(diagnose(findings({ calls: [call(500), call(0), call(200)] }))).to.deep.equal([]);
    expect(diagnose(findings({ calls: [call(500), call(200, '/v1/me')] }))).to.deep.equal(['api-5xx']);
    expect(diagnose(findings({ calls: [call(429, '/v1/comments', NOW - 6 * MINUTE)] }))).to.deep.equal([]);
  });
});

describe('the widget’s own diagnosis', () => {
  it('comes and goes with the facts, and what is over is told as past for a quarter of an hour', () => {
    let facts: Partial<Findings> = {};
    const diagnosis = createSelfDiagnosis(() => findings(facts));
    facts = { isOnline: false };
    diagnosis.look();
    expect(diagnosis.get().present).to.deep.equal(['offline']);
    facts = { now: NOW + MINUTE, calls: [call(500)] };
    diagnosis.look();
    expect(diagnosis.get()).to.deep.include({
      present: ['api-5xx'],
      past: [{ trouble: 'offline', until: NOW + MINUTE }],
    });
    facts = { now: NOW + 2 * MINUTE, isOnline: false };
    diagnosis.look();
    expect(diagnosis.get().present, 'back again').to.deep.equal(['offline']);
    expect(diagnosis.get().past.map(({ trouble }) => trouble)).to.deep.equal(['api-5xx']);
    facts = { now: NOW + 18 * MINUTE };
    diagnosis.look();
    expect(diagnosis.get().past.map(({ trouble }) => trouble)).to.deep.equal(['offline']);
  });

  it('disturbs nobody while nothing changes', () => {
    let facts: Partial<Findings> = { isOnline: false };
    const diagnosis = createSelfDiagnosis(() => findings(facts));
    let told = 0;
    diagnosis.subscribe(() => told++);
    facts = { isOnline: false, calls: [call(0)] };
    diagnosis.look();
    expect(told).to.equal(0);
    diagnosis.lookAnew();
    expect(told).to.equal(1);
    expect(diagnosis.get().findings.calls).to.have.length(1);
  });

  it('forgets a past trouble that is there again', () => {
    const before = { findings: findings(), present: [], past: [{ trouble: 'offline', until: NOW }] } as const;
    expect(follow(before, findings({ isOnline: false }))).to.deep.include({ present: ['offline'], past: [] });
  });
});
