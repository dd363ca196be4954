import { ApiError } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { createDesk } from '../../../services/widget/src/help/desk.ts';
import { createKeptReports } from '../../../services/widget/src/help/kept-reports.ts';
import { createOutbox } from '../../../services/widget/src/help/outbox.ts';
import { probe } from '../../../services/widget/src/help/probe.ts';
import { createSelfDiagnosis } from '../../../services/widget/src/help/self-diagnosis.ts';
import { createPageStorage } from '../../../services/widget/src/page/page-storage.ts';
import { findings, NOW } from './findings.ts';

const HOUR = 60 * 60_000;

/** A desk with a service behind it that knows these tickets, and can be cut off. */
function world(known: Record<string, { state: string; publicNote?: string }> = {}) {
  const service = { isUp: true, known, taken: [] as string[], forgotten: [] as string[] };
  let now = NOW;
  const answer = async <T>(give: () => T): Promise<T> => {
    if (!service.isUp) throw new ApiError('offline', '');
    return give();
  };
  const find = (ticket: string) => {
    const told = service.known[ticket];
    if (!told) throw new ApiError('not-found', '', 404);
    return told;
  };
  const client = {
    reportIssue: ({ ticket }: { ticket: string }) =>
      answer(() => {
        service.taken.push(ticket);
        return { ticket };
      }),
    getTicket: (ticket: string) => answer(() => find(ticket)),
    forgetReport: (ticket: string) =>
      answer(() => {
        find(ticket);
        delete service.known[ticket];
        service.forgotten.push(ticket);
      }),
  };
  const reports = createKeptReports(
    createPageStorage(() => {
      throw new Error('denied');
    }),
    () => now,
  );
  const outbox = createOutbox({
    client,
    reports,
    isOnline: () => false,
    pause: () => new Promise(() => {}),
    sendBeacon: () => {},
  });
  const desk = createDesk({
    site: 'demo',
    client,
    outbox,
    reports,
    diagnosis: createSelfDiagnosis(() => findings({ now })),
    surroundings: () => ({
      page: 'https://news.example/',
      userAgent: '',
      language: 'en',
      width: 800,
      seq: null,
      head: null,
      files: [],
    }),
    findDraft: () => 'Half a thought',
    probe: async () => {},
  });
  async function enter(later = 0) {
    now += later;
    desk.enter();
    await new Promise(setImmediate);
    return desk.view.get();
  }
  return { service, reports, desk, enter };
}

describe('the desk for readers in trouble', () => {
  it('keeps what somebody has said while the panel is closed, and begins anew after it was sent', async () => {
    const { desk, enter } = world();
    const { ticket } = await enter();
    desk.set({ message: 'It hangs.', isDraftSent: true });
    expect(await enter()).to.include({ ticket, message: 'It hangs.' });
    await desk.send();
    expect(desk.view.get().outcome).to.equal('sent');
    const next = await enter();
    expect(next).to.include({ message: '', isDraftSent: false, outcome: 'open' }).and.not.include({ ticket });
    expect(next.earlier.map((one) => one.ticket)).to.deep.equal([ticket]);
  });

  it('sends a report once, however often the button is pressed', async () => {
    const { desk, enter, service } = world();
    await enter();
    await Promise.all([desk.send(), desk.send()]);
    expect(service.taken).to.have.length(1);
  });

  it('knows what became of earlier reports, and when that is not to be known', async () => {
    const { service, reports, enter } = world({ known: { state: 'fixed', publicNote: 'Mended.' } });
    reports.markArrived('known');
    reports.markArrived('unheard');
    const stateOf = (view: Awaited<ReturnType<typeof enter>>) =>
      Object.fromEntries(view.earlier.map(({ ticket, state }) => [ticket, state]));
    const first = await enter();
    expect(stateOf(first), 'a young one may lie on another machine').to.deep.equal({
      known: 'fixed',
      unheard: null,
    });
    expect(first.earlier.find(({ ticket }) => ticket === 'known')?.publicNote).to.equal('Mended.');
    expect(stateOf(await enter(HOUR))).to.deep.equal({ known: 'fixed', unheard: 'gone' });
    service.isUp = false;
    expect(stateOf(await enter())).to.deep.equal({ known: null, unheard: null });
  });

  it('does not send what was deleted while it waited, nor calls it deleted before the service has', async () => {
    const { service, reports, desk, enter } = world();
    service.isUp = false;
    const { ticket } = await enter();
    await desk.send();
    expect(desk.view.get().outcome).to.equal('lost');
    expect((await enter()).earlier[0]).to.include({ ticket, state: 'waiting' });
    await desk.forget(ticket);
    expect(reports.waiting()).to.deep.equal([]);
    expect(desk.view.get()).to.include({ deletion: 'failed' });
    expect(desk.view.get().earlier).to.have.length(1);
    // It had arrived, though nobody here heard of it.
    service.isUp = true;
    service.known[ticket] = { state: 'new' };
    await desk.forget(ticket);
    expect(service.forgotten).to.deep.equal([ticket]);
    expect(desk.view.get()).to.deep.include({ deletion: 'done', earlier: [] });
  });
});

describe('asking the service for nothing', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });
  /** Which of the two roads is open, and what time it is there. */
  function open(roads: { help?: Date; unread?: boolean }) {
    globalThis.fetch = async (input, init) => {
      const isHelp = String(input).endsWith('/h/0');
      if (isHelp && roads.help) return new Response('', { headers: { date: roads.help.toUTCString() } });
      if (!isHelp && roads.unread && init?.mode === 'no-cors') return new Response('');
      throw new TypeError('Failed to fetch');
    };
  }
  const ask = (isUnanswered: boolean) =>
    probe({ api: 'https://comments.example', site: 'demo', key: 'key', isUnanswered }, () => NOW);

  it('tells a page that is not allowed from a service that is away', async () => {
    open({ help: new Date(NOW), unread: true });
    expect(await ask(true)).to.deep.equal({ isOriginRefused: true, clockSkewMs: 0 });
    expect(await ask(false)).to.include({ isOriginRefused: false });
    open({ help: new Date(NOW) });
    expect(await ask(true), 'a blocker between').to.include({ isOriginRefused: false });
    open({ unread: true });
    expect(await ask(true)).to.deep.equal({ isOriginRefused: false, clockSkewMs: null });
  });

  it('reads the time off the answer', async () => {
    open({ help: new Date(NOW + HOUR) });
    expect(await ask(false)).to.deep.equal({ isOriginRefused: false, clockSkewMs: -HOUR });
  });
});
