import { expect } from 'chai';
import { diagnose, type Findings } from '../../../services/widget/src/on-demand/diagnosis.ts';
import { browserFamily, composeReport } from '../../../services/widget/src/on-demand/issue-report.ts';
import { createWaitingReports } from '../../../services/widget/src/on-demand/waiting-reports.ts';
import { createPageStorage } from '../../../services/widget/src/page/page-storage.ts';
import { createWitness } from '../../../services/widget/src/page/witness.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/151.0.0.0 Safari/537.36';

describe('an issue report', () => {
  it('names the troubles that the widget has noticed', () => {
    const live = { status: 'polling', transport: null, reconnects: 3, lastCloseReason: 'error' } as const;
    expect(diagnose(findings({}))).to.deep.equal([]);
    expect(diagnose(findings({ isOnline: false, calls: [call(0)] }))).to.deep.equal(['offline']);
    expect(diagnose(findings({ calls: [call(200), call(0)] }))).to.deep.equal(['api-unreachable']);
    expect(diagnose(findings({ calls: [call(503), call(429)] }))).to.deep.equal(['api-5xx', 'rate-limited']);
    expect(diagnose(findings({ live }))).to.deep.equal(['websocket-blocked']);
    expect(diagnose(findings({ isStorageBlocked: true, hasSessionExpired: true }))).to.deep.equal([
      'session-expired',
      'storage-blocked',
    ]);
  });

  it('says where it happened without what stands behind the question mark', () => {
    const report = composeReport(
      { ticket: 'ticket', site: 'demo', message: ' It hangs. ', email: '' },
      findings({ calls: [call(500)] }),
      {
        page: 'https://news.example/ferry?token=secret#comment-1',
        userAgent: CHROME,
        language: 'en-GB',
        width: 390,
        head: 7,
      },
    );
    expect(report).to.include({ page: 'https://news.example/ferry', message: 'It hangs.' });
    expect(report).not.to.have.property('email');
    expect(report.diagnostics).to.include({ browser: 'Chrome 151 on Linux', viewport: 'narrow', head: 7 });
    expect(JSON.stringify(report)).not.to.match(/secret|Mozilla/);
  });

  it('tells browsers by family and major version only', () => {
    expect(browserFamily(CHROME.replace('Safari/537.36', 'Safari/537.36 Edg/151.0.9.1'))).to.equal(
      'Edg 151 on Linux',
    );
    expect(browserFamily('Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0')).to.equal(
      'Firefox 150 on Windows',
    );
    expect(
      browserFamily('Mozilla/5.0 (iPhone; CPU) AppleWebKit/605 (KHTML, like Gecko) Version/26.1 Safari/604'),
    ).to.equal('Safari 26 on iPhone');
    expect(browserFamily('curl/8')).to.equal('other  on other');
  });

  it('waits on the device when it cannot be sent: five at most, a week at most', () => {
    let now = 0;
    const storage = createPageStorage(() => {
      throw new Error('denied');
    });
    const waiting = createWaitingReports(storage, () => now);
    for (let made = 1; made <= 7; made++) waiting.keep(report(`ticket ${made}`));
    waiting.keep(report('ticket 7'));
    expect(waiting.list().map(({ ticket }) => ticket)).to.deep.equal(
      [3, 4, 5, 6, 7].map((made) => `ticket ${made}`),
    );
    waiting.drop('ticket 5');
    expect(waiting.list()).to.have.length(4);
    now = 8 * 24 * 60 * 60 * 1000;
    expect(waiting.list()).to.deep.equal([]);
  });

  it('remembers only the last calls, and only faults of our own scripts', () => {
    const witness = createWitness('https://comments.example');
    for (let made = 0; made < 14; made++) witness.noteCall({ ...call(200), ms: made });
    expect(witness.calls.map(({ ms }) => ms)).to.deep.equal([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    witness.noteError('theirs', 'Error: theirs\n    at https://news.example/site.js:1:2');
    witness.noteError('ours', 'Error: ours\n    at x (https://comments.example/widget/app-1.js:3:4)');
    expect(witness.errors).to.deep.equal([{ message: 'ours', frame: '/widget/app-1.js:3:4' }]);
    witness.noteViolation('connect-src', 'wss://comments.example/live');
    witness.noteViolation('img-src', 'https://elsewhere.example');
    expect(witness.cspViolations).to.deep.equal(['connect-src']);
  });
});

function findings(part: Partial<Findings>): Findings {
  return {
    isOnline: true,
    isStorageBlocked: false,
    hasSessionExpired: false,
    live: { status: 'live', transport: 'websocket', reconnects: 0, lastCloseReason: null },
    calls: [],
    errors: [],
    cspViolations: [],
    ...part,
  };
}

function call(status: number) {
  return { method: 'GET', route: '/v1/threads', status, ms: 5, requestId: null };
}

function report(ticket: string) {
  return { ticket, site: 'demo', page: 'https://news.example/', diagnosis: [], diagnostics: {} };
}
