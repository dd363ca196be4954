import { createServer, type Server } from 'node:net';
import { createSmtpMailer } from '@parley/adapters/mail/smtp';
import { MailDelayed, type Mailer, MailRefused, MailUnconfirmed } from '@parley/core/ports/mailer';
import { expect } from 'chai';
import { freePort } from '../harness/free-port.ts';
import { MAIL_STEPS, type MailServer, startMailServer } from '../harness/mail-server.ts';

const mail = {
  id: 'm-1',
  to: 'bob@reader.example',
  subject: 'Your report',
  text: 'Grüße\n.\nEnd',
  at: Date.UTC(2026, 1, 3),
};
/** Far above what a server in this process needs, far below what a test may take. */
const TIMEOUT_MS = 500;

describe('Mail by SMTP', () => {
  let server: MailServer;
  let mailer: Mailer;
  before(async () => {
    server = await startMailServer();
    mailer = createSmtpMailer(server.url, { from: 'comments@gazette.example', timeoutMs: TIMEOUT_MS });
  });
  beforeEach(() => {
    server.behave('takes');
    server.dieAt(null);
    server.arrived.length = 0;
  });
  after(async () => {
    await mailer.close();
    await server.close();
  });

  const failure = async (
    set: Partial<typeof mail> = {},
    by = mailer,
    beforeHandover?: () => Promise<void>,
  ): Promise<Error> => {
    try {
      await by.send({ ...mail, ...set }, beforeHandover);
    } catch (error) {
      return error as Error;
    }
    throw new Error('the mail was sent');
  };

  it('arrives once, in whole; a second one is the same to the letter', async () => {
    await mailer.send(mail);
    await mailer.send(mail);
    expect(server.arrived).to.have.length(2);
    const [{ from, to, raw }] = server.arrived as [(typeof server.arrived)[0]];
    expect([from, to]).to.deep.equal(['comments@gazette.example', ['bob@reader.example']]);
    expect(/^Message-ID: (.+)$/im.exec(raw)?.[1]).to.equal('<m-1@gazette.example>');
    expect(/^Date: (.+)$/im.exec(raw)?.[1]).to.equal('Tue, 03 Feb 2026 00:00:00 +0000');
    expect(server.arrived[1]?.raw).to.equal(raw);
    expect(raw)
      .to.match(/^Subject: Your report\r$/m)
      .and.include('Gr=C3=BC=C3=9Fe');
  });

  it('a refusal is final; being busy, stalling, hanging up and not being there are not', async () => {
    server.behave('refuses');
    expect(await failure()).to.be.instanceOf(MailRefused);
    for (const as of ['is busy', 'stalls', 'drops'] as const) {
      server.behave(as);
      expect(await failure(), as).to.be.instanceOf(MailDelayed);
    }
    const port = await freePort();
    const nobody = createSmtpMailer(`smtp://127.0.0.1:${port}`, {
      from: 'c@g.example',
      timeoutMs: TIMEOUT_MS,
    });
    expect(await failure({}, nobody)).to.be.instanceOf(MailDelayed);
    expect(server.arrived).to.deep.equal([]);
  });

  it('is known not to have been taken wherever a server dies before it has the end', async () => {
    for (const step of MAIL_STEPS) {
      server.dieAt(step);
      // The end is not sent before the server has died over the text.
      const error = await failure({}, mailer, step === 'text' ? () => new Promise(() => {}) : undefined);
      expect(error, step).to.be.instanceOf(MailDelayed);
      expect(error instanceof MailUnconfirmed, step).to.equal(step === 'taken');
    }
    expect(server.arrived, 'the last had it').to.have.length(1);
  });

  it('has no end before it may have one, and never where it may not', async () => {
    let asked = 0;
    const sent = mailer.send(mail, async () => {
      asked += 1;
      expect(server.arrived).to.deep.equal([]);
    });
    await sent;
    expect([asked, server.arrived.length]).to.deep.equal([1, 1]);
    const error = await failure({}, mailer, () => Promise.reject(new Error('no')));
    expect(error).to.be.instanceOf(MailDelayed).and.not.instanceOf(MailUnconfirmed);
    await mailer.send({ ...mail, id: 'm-2' });
    expect(server.arrived).to.have.length(2);
    expect(server.arrived[1]?.raw).to.include('<m-2@');
  });

  it('a server that says nothing does not keep anybody waiting', async () => {
    const silent: Server = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    const waiting = createSmtpMailer(`smtp://127.0.0.1:${port}`, {
      from: 'c@g.example',
      timeoutMs: TIMEOUT_MS,
    });
    expect(await failure({}, waiting)).to.be.instanceOf(MailDelayed);
    await waiting.close();
    silent.close();
  });

  it('says nothing of the address, which servers repeat', async () => {
    for (const as of ['refuses', 'is busy'] as const) {
      server.behave(as);
      const { message, stack, cause } = await failure();
      expect(`${message} ${stack} ${cause}`).to.not.include('bob').and.not.include('reader.example');
    }
  });

  it('is never to more than one, and its lines are its own', async () => {
    const addresses = [
      'bob@reader.example\r\nBcc: eve@evil.example',
      'bob@reader.example, eve@evil.example',
      'Bob <bob@reader.example>',
      'bob@reader.example;eve@evil.example',
      '',
    ];
    for (const to of addresses) {
      expect(await failure({ to }), JSON.stringify(to)).to.be.instanceOf(MailRefused);
    }
    await mailer.send({ ...mail, subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nAnd more' });
    expect(server.arrived).to.have.length(1);
    expect(server.arrived[0]?.to).to.deep.equal(['bob@reader.example']);
    expect(server.arrived[0]?.raw).to.not.match(/^Bcc:/im);
  });
});
