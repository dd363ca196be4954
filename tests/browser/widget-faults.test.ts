import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type Arrived, describeTroubleStage, PAGE_SECRET } from './trouble-stage.ts';
import { comment, write } from './widget-stage.ts';

const REPORT = /Please let us know if you’re having issues with commenting/;
const DRAFT = 'A thought that is nobody’s business yet';
/** As often the widget looks what is the matter with it; and so late is late. */
const NOTICED_MS = 5_000;
const LATE_MS = 10_000;
const HALF_A_YEAR_AND_A_DAY = 181 * 24 * 60 * 60 * 1000;

describeTroubleStage('A report gets through', (stage) => {
  async function openPanel(page: Page): Promise<void> {
    await page.getByRole('button', { name: REPORT }).click();
    await page.getByRole('dialog').waitFor();
  }

  /** Writes something that is not to be sent. */
  const beginToWrite = (page: Page) =>
    page.getByRole('textbox', { name: 'Add to the discussion' }).fill(DRAFT);

  /** Expects the panel to say this, sends the report, and gives it as the service has it. */
  async function report(page: Page, sentence: string | null): Promise<Arrived> {
    const panel = page.getByRole('dialog');
    if (sentence) await panel.getByText(sentence).waitFor();
    else expect(await panel.locator('.found').count()).to.equal(0);
    const shown = JSON.parse(await panel.locator('details textarea').inputValue());
    const secrets = await readSecrets(page);
    await panel.getByRole('button', { name: 'Send report' }).click();
    await panel.getByText('Thank you. Your report has arrived.').waitFor({ timeout: 20_000 });
    stage.gateway.mend();
    return expectPrivate(await stage.arrived(shown.ticket), secrets);
  }

  const readSecrets = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      try {
        return Object.entries(localStorage).flatMap(([key, value]) =>
          key.startsWith('parley:session') ? [JSON.parse(value).token] : [],
        );
      } catch {
        return [];
      }
    });

  function expectPrivate(arrived: Arrived, tokens: string[]): Arrived {
    const whole = JSON.stringify(arrived);
    for (const secret of [DRAFT, PAGE_SECRET, 'not.a.token', '127.0.0.1', '::1', ...tokens])
      expect(whole).not.to.contain(secret);
    expect(whole).to.contain('localhost');
    return arrived;
  }

  /** How socket.io answers: to a widget, that it has joined. */
  const isAnswer = (frame: string | Buffer) => /^43\d+\[/.test(String(frame));

  it('while the API answers 500 to everything else', async () => {
    const page = await stage.open('broken', {
      before: async () => stage.gateway.spoil(({ path }) => (/^\/(v1|live)/.test(path) ? 500 : 'pass')),
    });
    await page.getByRole('alert').getByText('The service answered with a fault of its own.').waitFor();
    await openPanel(page);
    const { diagnosis } = await report(page, 'The service answered with a fault of its own.');
    expect(diagnosis).to.deep.equal(['api-5xx']);
  });

  it('while the store is stopped', async () => {
    const [node] = stage.service.nodes;
    await node!.running.store.close();
    const page = await stage.open('storeless');
    await openPanel(page);
    const panel = page.getByRole('dialog');
    await panel.getByText('The service answered with a fault of its own.').waitFor();
    const { ticket } = JSON.parse(await panel.locator('details textarea').inputValue());
    await panel.getByRole('button', { name: 'Send report' }).click();
    await panel.getByText('Thank you. Your report has arrived.').waitFor();
    await node!.restart();
    const arrived = expectPrivate(await stage.arrived(ticket), []);
    expect(arrived.diagnosis).to.deep.equal(['api-5xx']);
  });

  it('while the bus is stopped, of which readers notice nothing', async () => {
    stage.bus.cut();
    try {
      const page = await stage.open('busless');
      await write(page, 'Said without a bus.', 'Alice');
      await comment(page, 'Said without a bus.').waitFor();
      await beginToWrite(page);
      await openPanel(page);
      expect((await report(page, null)).diagnosis).to.deep.equal([]);
    } finally {
      stage.bus.mend();
    }
  });

  it('where WebSockets are refused', async () => {
    const page = await stage.open('socketless', {
      before: async () => stage.gateway.spoil(({ isSocket }) => (isSocket ? 'refuse' : 'pass')),
    });
    await beginToWrite(page);
    await openPanel(page);
    const { diagnosis, diagnostics } = await report(page, 'something between us blocks WebSockets');
    expect(diagnostics.files, 'all files came').to.deep.equal([]);
    expect(diagnosis).to.deep.equal(['websocket-blocked']);
    expect(diagnostics.live).to.deep.include({ status: 'live', transport: 'polling' });
  });

  it('where long polling is refused too', async () => {
    const page = await stage.open('deaf', {
      before: async () => stage.gateway.spoil(({ path }) => (path.startsWith('/live') ? 'refuse' : 'pass')),
    });
    await beginToWrite(page);
    await openPanel(page);
    const { diagnosis } = await report(page, 'Live updates are not connected.');
    expect(diagnosis).to.deep.equal(['live-unavailable']);
  });

  it('while what is new gets lost on its way', async () => {
    let joined: Promise<unknown> = Promise.resolve();
    const page = await stage.open('lagging', {
      before: async (opened) => {
        await opened.clock.install();
        joined = opened
          .waitForEvent('websocket')
          .then((socket) => socket.waitForEvent('framereceived', ({ payload }) => isAnswer(payload)));
        // What a socket did not bring is fetched, and something in between answers that from its memory.
        const before = { json: '{"head":0,"changes":[]}' };
        stage.gateway.spoil(({ path }) => (path.endsWith('/changes') ? before : 'pass'));
        stage.gateway.lose('["changes"');
      },
    });
    await beginToWrite(page);
    await joined;
    const fetched = page.waitForResponse(/\/changes\?/);
    const alice = await stage.service.guest('Alice');
    await alice.post('lagging', 'Nobody sees this.');
    await fetched;
    expect(stage.gateway.lost()).to.be.greaterThan(0);
    await page.clock.fastForward(NOTICED_MS);
    await page.clock.fastForward(LATE_MS);
    await openPanel(page);
    const { diagnosis, diagnostics } = await report(page, 'Live updates are late.');
    expect(diagnosis).to.deep.equal(['live-lagging']);
    expect(diagnostics).to.deep.include({ seq: 0, head: 1 });
    expect(diagnostics.live).to.deep.include({ status: 'live', transport: 'websocket' });
  });

  it('after too many comments in too short a time', async () => {
    const page = await stage.open('limited');
    await write(page, 'Said once.', 'Alice');
    await comment(page, 'Said once.').waitFor();
    await stage.service.configure({ slowModeSeconds: 60 });
    try {
      await write(page, DRAFT);
      await page.getByText(/Posting in \d+ seconds/).waitFor();
      await openPanel(page);
      const { diagnosis, diagnostics } = await report(page, 'You were asked to slow down.');
      expect(diagnosis).to.deep.equal(['rate-limited']);
      const served = diagnostics.served as { route: string; status: number; code: string | null }[];
      const refused = served.filter(({ status }) => status === 429);
      expect(refused.map(({ route, code }) => [route, code])).to.deep.equal([
        ['/v1/comments', 'rate-limited'],
      ]);
    } finally {
      await stage.service.configure({ slowModeSeconds: 0 });
    }
  });

  it('when the site’s own token is refused', async () => {
    const page = await stage.open('refused', { hasBadToken: true });
    await openPanel(page);
    expect((await report(page, 'Signing in was refused.')).diagnosis).to.deep.equal(['session-refused']);
  });

  it('where the browser lets nothing be kept', async () => {
    const page = await stage.open('storageless', {
      before: (_, context) =>
        context.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('denied', 'SecurityError');
            },
          });
        }),
    });
    await beginToWrite(page);
    await openPanel(page);
    const { diagnosis, diagnostics } = await report(page, 'This browser lets us keep nothing.');
    expect(diagnosis).to.deep.equal(['storage-blocked']);
    expect(diagnostics).to.include({ storage: 'blocked' });
  });

  it('from a page that is not one of the site’s own', async () => {
    const page = await stage.open('strange', { isStranger: true });
    await page.getByRole('alert').getByText('This page may not show the comments of its site.').waitFor();
    await openPanel(page);
    const { diagnosis } = await report(page, 'Its owner has to allow the page’s address');
    expect(diagnosis).to.deep.equal(['origin-not-allowed']);
  });

  it('where the app’s script is blocked', async () => {
    const page = await stage.open('scriptless', {
      before: async () => stage.gateway.spoil(({ path }) => (path.startsWith('/widget/') ? 404 : 'pass')),
    });
    await page.getByRole('alert').getByText('A part of the comments could not be loaded.').waitFor();
    await openPanel(page);
    const { diagnosis, diagnostics } = await report(page, 'A part of the comments could not be loaded.');
    expect(diagnosis).to.deep.equal(['script-blocked']);
    expect(JSON.stringify(diagnostics.files)).to.contain('/widget/app-');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.getByText('Nobody has commented yet.').waitFor();
  });

  it('by a plain form where all our scripts but the first are blocked', async () => {
    const page = await stage.open('formless', {
      before: async () =>
        stage.gateway.spoil(({ path }) => (/^\/(widget|help)[./]/.test(path) ? 'refuse' : 'pass')),
    });
    await page.getByRole('link', { name: 'Report this problem' }).click();
    await page.getByLabel('What went wrong?').fill('There is nothing but a line.');
    await page.getByRole('button', { name: 'Send' }).click();
    const ticket = /[0-9a-f-]{36}/.exec(await page.getByText('Its number is').innerText())?.[0] ?? '';
    expect((await stage.arrived(ticket)).message).to.equal('There is nothing but a line.');
  });

  it('when the device is back from being offline', async () => {
    const page = await stage.open('offline');
    await beginToWrite(page);
    await page.context().setOffline(true);
    await openPanel(page);
    const panel = page.getByRole('dialog');
    await panel.getByText('Your device seems to be offline.').waitFor();
    const { ticket } = JSON.parse(await panel.locator('details textarea').inputValue());
    await panel.getByRole('button', { name: 'Send report' }).click();
    await panel.getByText('It is kept here').waitFor();
    await page.context().setOffline(false);
    await panel.getByText('Thank you. Your report has arrived.').waitFor();
    expect(expectPrivate(await stage.arrived(ticket), []).diagnosis).to.deep.equal(['offline']);
  });

  it('from a device whose clock is an hour off', async () => {
    const page = await stage.open('skewed', {
      before: (opened) => opened.clock.install({ time: Date.now() + 60 * 60 * 1000 }),
    });
    await beginToWrite(page);
    await openPanel(page);
    const { diagnosis, diagnostics } = await report(page, 'The clock of your device and ours differ');
    expect(diagnosis).to.deep.equal(['clock-skew']);
    expect(diagnostics.clockSkewSeconds).to.be.within(3_590, 3_620);
  });

  // The last of all: the service's clock does not go back.
  it('when the session has ended', async () => {
    const page = await stage.open('ended');
    await write(page, 'Still me.', 'Alice');
    await comment(page, 'Still me.').waitFor();
    const [token] = await readSecrets(page);
    stage.service.clock.move(HALF_A_YEAR_AND_A_DAY);
    await page.reload();
    await beginToWrite(page);
    await page.getByRole('textbox', { name: 'Your name' }).waitFor();
    await openPanel(page);
    const arrived = expectPrivate(await report(page, 'Your session has ended.'), [token ?? 'none']);
    expect(arrived.diagnosis).to.deep.equal(['session-expired']);
  });
});
