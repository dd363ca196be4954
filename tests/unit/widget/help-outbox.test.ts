import { ApiError, type ClientCode } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { createKeptReports } from '../../../services/widget/src/help/kept-reports.ts';
import { createOutbox } from '../../../services/widget/src/help/outbox.ts';
import type { IssueReport } from '../../../services/widget/src/help/report.ts';
import { createPageStorage } from '../../../services/widget/src/page/page-storage.ts';

const REPORT: IssueReport = { ticket: 'ticket', site: 'demo', page: 'https://news.example/' };

/** A way to a service that answers one after the other of `answers`, and goes on with the last of them. */
function world(answers: (ClientCode | 'taken')[], { isStorageBlocked = false, isOnline = true } = {}) {
  const memory = new Map<string, string>();
  const storage = createPageStorage(() => {
    if (isStorageBlocked) throw new Error('denied');
    return {
      getItem: (key: string) => memory.get(key) ?? null,
      setItem: (key: string, value: string) => void memory.set(key, value),
      removeItem: (key: string) => void memory.delete(key),
    } as unknown as ReturnType<Parameters<typeof createPageStorage>[0]>;
  });
  const reports = createKeptReports(storage, () => 0);
  const sent: IssueReport[] = [];
  const beacons: IssueReport[] = [];
  const pauses: { ms: number; end: () => void }[] = [];
  const outbox = createOutbox({
    client: {
      async reportIssue(report) {
        sent.push(report);
        expect(reports.waiting(), 'it is kept before it is sent').to.deep.include(report);
        const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 'offline';
        if (answer !== 'taken') throw new ApiError(answer, '', answer === 'rate-limited' ? 429 : 0);
        return { ticket: report.ticket };
      },
    },
    reports,
    isOnline: () => isOnline,
    pause: (ms) =>
      new Promise((end) => {
        pauses.push({ ms, end });
        // The reader looks on at these; the longer ones are ended by the test.
        if (ms <= 3_000) end();
      }),
    sendBeacon: (report) => beacons.push(report),
  });
  return { outbox, reports, sent, beacons, pauses };
}

describe('the way of an issue report', () => {
  it('is sent until it has arrived, and then only its number is kept', async () => {
    const { outbox, reports, sent } = world(['offline', 'unavailable', 'taken']);
    expect(await outbox.send(REPORT)).to.equal('sent');
    expect(sent).to.have.length(3);
    expect(reports.list()).to.deep.equal([{ ticket: 'ticket', at: 0, report: null }]);
  });

  it('waits on the device when it cannot be sent, goes out later, and whoever wants to know is told', async () => {
    const { outbox, reports, sent, pauses } = world(['offline', 'offline', 'offline', 'offline', 'taken']);
    const told: string[] = [];
    outbox.onOutcome((ticket, outcome) => told.push(`${ticket} ${outcome}`));
    expect(await outbox.send(REPORT)).to.equal('kept');
    expect(sent).to.have.length(3);
    for (const expected of ['kept', 'sent']) {
      const later = pauses.at(-1);
      later?.end();
      await new Promise(setImmediate);
      expect(told.at(-1)).to.equal(`ticket ${expected}`);
    }
    expect(pauses.map(({ ms }) => ms)).to.deep.equal([1_000, 3_000, 10_000, 20_000]);
    expect(reports.waiting()).to.deep.equal([]);
  });

  it('does not knock in vain while the device is offline, and tells whether it outlasts the page', async () => {
    const offline = world(['offline'], { isOnline: false });
    expect(await offline.outbox.send(REPORT)).to.equal('kept');
    expect(offline.sent).to.have.length(1);
    const denied = world(['offline'], { isOnline: false, isStorageBlocked: true });
    expect(await denied.outbox.send(REPORT)).to.equal('lost');
    expect(denied.reports.waiting()).to.have.length(1);
  });

  it('ends where the service itself says no, but not at a stranger’s no', async () => {
    const refused = world(['validation-failed']);
    expect(await refused.outbox.send(REPORT)).to.equal('refused');
    expect(refused.reports.list()).to.deep.equal([]);
    const stranger = world(['not-parley']);
    expect(await stranger.outbox.send(REPORT)).to.equal('kept');
  });

  it('takes the last way out when the page is left', async () => {
    const { outbox, beacons } = world(['offline'], { isOnline: false });
    await outbox.send(REPORT);
    outbox.leave();
    expect(beacons).to.deep.equal([REPORT]);
  });

  it('is not taken up again once its reader has deleted it', async () => {
    const { outbox, reports, pauses, sent } = world(['offline']);
    await outbox.send(REPORT);
    reports.drop('ticket');
    pauses.at(-1)?.end();
    await new Promise(setImmediate);
    expect(sent).to.have.length(3);
    expect(reports.list()).to.deep.equal([]);
  });
});
