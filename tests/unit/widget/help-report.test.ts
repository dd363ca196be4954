import { ISSUE_REPORT_BYTES_MAX, ISSUE_REPORT_KEPT_MS } from '@parley/contracts/limits';
import { issueReport } from '@parley/contracts/requests';
import { expect } from 'chai';
import { createKeptReports } from '../../../services/widget/src/help/kept-reports.ts';
import { browserFamily, composeReport, type Told } from '../../../services/widget/src/help/report.ts';
import { createSelfDiagnosis, type Diagnosis } from '../../../services/widget/src/help/self-diagnosis.ts';
import { createPageStorage } from '../../../services/widget/src/page/page-storage.ts';
import { createWitness } from '../../../services/widget/src/page/witness.ts';
import { call, findings, NOW } from './findings.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/151.0.0.0 Safari/537.36';
const TICKET = '3f0e9d3c-6d1f-4a57-9d0e-2f7f3f0c9d11';
const DAY = 24 * 60 * 60 * 1000;

function compose(told: Partial<Told>, diagnosis: Partial<Diagnosis> = {}) {
  return composeReport(
    { ticket: TICKET, site: 'demo' },
    { message: '', email: '', draft: null, ...told },
    {
      findings: findings({ calls: [call(500, '/v1/threads', NOW - 3_000)] }),
      present: [],
      past: [],
      ...diagnosis,
    },
    {
      page: 'https://news.example/ferry?token=secret#comment-1',
      userAgent: CHROME,
      language: 'en-GB',
      width: 390,
      seq: 5,
      head: 7,
      files: [],
    },
  );
}

describe('an issue report', () => {
  it('says where it happened without what stands behind the question mark', () => {
    const report = compose({ message: ' It hangs. ' });
    expect(report).to.include({ page: 'https://news.example/ferry', message: 'It hangs.' });
    expect(report).not.to.have.property('email');
    expect(report.diagnostics).to.include({
      browser: 'Chrome 151 on Linux',
      viewport: 'narrow',
      seq: 5,
      head: 7,
    });
    expect(report.diagnostics?.calls).to.deep.equal([
      { method: 'GET', route: '/v1/threads', status: 500, ms: 5, requestId: null, secondsAgo: 3 },
    ]);
    expect(JSON.stringify(report)).not.to.match(/secret|Mozilla/);
    expect(issueReport.safeParse(report).success).to.equal(true);
  });

  it('holds what the reader was writing only where they want that, and never too much of it', () => {
    expect(JSON.stringify(compose({}))).not.to.contain('draft');
    expect(compose({ draft: 'Half a thought' }).diagnostics).to.include({ draft: 'Half a thought' });
    const longest = compose({ draft: '海'.repeat(20_000), message: '海'.repeat(4_000) });
    expect(Buffer.byteLength(JSON.stringify(longest))).to.be.below(ISSUE_REPORT_BYTES_MAX);
  });

  it('is about what holds, or about what did where all is well again', () => {
    const past = [{ trouble: 'offline', until: NOW - 9_000 }] as const;
    expect(compose({}, { present: ['api-5xx'], past }).diagnosis).to.deep.equal(['api-5xx']);
    const over = compose({}, { past });
    expect(over.diagnosis).to.deep.equal(['offline']);
    expect(over.diagnostics?.past).to.deep.equal([{ trouble: 'offline', secondsAgo: 9 }]);
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

  it('is told only the last calls, and only faults of our own scripts', () => {
    const witness = createWitness('https://comments.example');
    for (let made = 0; made < 14; made++) witness.noteCall({ ...call(200), ms: made });
    expect(witness.calls.map(({ ms }) => ms)).to.deep.equal([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    witness.noteError('theirs', 'Error: theirs\n    at https://news.example/site.js:1:2');
    witness.noteError('ours', 'Error: ours\n    at x (https://comments.example/widget/app-1.js:3:4)');
    expect(witness.errors).to.deep.equal([{ message: 'ours', frame: '/widget/app-1.js:3:4' }]);
    witness.noteViolation('connect-src', 'wss://comments.example/live');
    witness.noteViolation('img-src', 'https://elsewhere.example');
    expect(witness.cspViolations).to.deep.equal(['connect-src']);
    const { findings: found } = createSelfDiagnosis(() => findings({ calls: [...witness.calls] })).get();
    expect(found.calls).to.have.length(10);
  });
});

describe('reports on the reader’s device', () => {
  const report = (ticket: string, message = '') => ({
    ticket,
    site: 'demo',
    page: 'https://news.example/',
    message,
    diagnosis: [],
    diagnostics: {},
  });
  const denied = () =>
    createPageStorage(() => {
      throw new Error('denied');
    });

  it('wait there until they are sent: five at most, a week at most', () => {
    let now = 0;
    const kept = createKeptReports(denied(), () => now);
    for (let made = 1; made <= 7; made++) {
      now = made;
      kept.keep(report(`ticket ${made}`));
    }
    kept.keep(report('ticket 7', 'said better'));
    expect(kept.waiting().map(({ ticket }) => ticket)).to.deep.equal(
      [3, 4, 5, 6, 7].map((made) => `ticket ${made}`),
    );
    expect(kept.waiting().at(-1)?.message).to.equal('said better');
    now = 8 * DAY;
    expect(kept.list()).to.deep.equal([]);
  });

  it('take no more than 32 KiB while they wait: the oldest make room', () => {
    let now = 0;
    const kept = createKeptReports(denied(), () => ++now);
    for (let made = 1; made <= 4; made++) kept.keep(report(`ticket ${made}`, '海'.repeat(4_000)));
    expect(kept.waiting().map(({ ticket }) => ticket)).to.deep.equal(['ticket 3', 'ticket 4']);
    expect(Buffer.byteLength(JSON.stringify(kept.list()))).to.be.at.most(32 * 1024);
  });

  it('leave their number behind, to look up what became of them for as long as the service keeps them', () => {
    let now = 0;
    const kept = createKeptReports(denied(), () => now);
    kept.keep(report('sent'));
    kept.keep(report('waiting'));
    kept.markArrived('sent');
    expect(kept.list()).to.deep.include({ ticket: 'sent', at: 0, report: null });
    now = 8 * DAY;
    expect(kept.list().map(({ ticket }) => ticket)).to.deep.equal(['sent']);
    for (let made = 1; made <= 6; made++) kept.markArrived(`later ${made}`);
    expect(kept.list()).to.have.length(5);
    now += ISSUE_REPORT_KEPT_MS;
    expect(kept.list()).to.deep.equal([]);
  });
});
