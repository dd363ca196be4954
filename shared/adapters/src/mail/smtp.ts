import { Readable } from 'node:stream';
import { type Mail, MailDelayed, type Mailer, MailRefused, MailUnconfirmed } from '@parley/core/ports/mailer';
import { createTransport } from 'nodemailer';

/** How long one step may take: to connect, to be greeted, to be answered. */
const STEP_TIMEOUT_MS = 10_000;
/** Codes of 500 and above are final (RFC 5321, 4.2.1). */
const FINAL_FROM = 500;
/** One address and nothing that could end a line or begin another recipient. */
const ONE_ADDRESS = /^[^\s<>,;"()[\]\\]+@[^\s<>,;"()[\]\\]+$/;

/**
 * Mail by a server given as `smtp://user:password@host:port` or `smtps://…`; `from` is the sender's address, which
 * `?from=` of the URL replaces. The connection is encrypted whenever the server offers it.
 */
export function createSmtpMailer(
  url: string,
  { from, timeoutMs = STEP_TIMEOUT_MS }: { from: string; timeoutMs?: number },
): Mailer {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const sender = searchParams.get('from') ?? from;
  const isSecure = protocol === 'smtps:';
  const settings = {
    host: hostname,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return {
    isSetUp: true,
    async send({ id, to, subject, text, at }: Mail, beforeHandover = async () => {}) {
      if (!ONE_ADDRESS.test(to)) throw new MailRefused('not one address');
      let isHandedOver = false;
      const release = async () => {
        await beforeHandover();
        isHandedOver = true;
      };
      // Every mail has a connection of its own in any case; a transport of its own knows what to ask before the end.
      const transport = createTransport(settings);
      transport.use('stream', ({ message }, done) => {
        message.processFunc((whole: Readable) => Readable.from(endHeldBack(whole, release)));
        done();
      });
      try {
        await transport.sendMail({
          from: { name: 'Comments', address: sender },
          to: { name: '', address: to },
          subject: subject.replace(/\s+/g, ' '),
          text,
          date: new Date(at),
          messageId: `<${id}@${sender.split('@').at(-1)}>`,
        });
      } catch (error) {
        throw withoutAddress(error, isHandedOver);
      }
    },
    close: async () => {},
  };
}

/**
 * All of a mail, and its end only after `release`: a server does nothing with one that it has not seen the end of
 * (RFC 5321, 4.1.1.4). It is read from when the server has asked for it, and not before.
 */
async function* endHeldBack(whole: Readable, release: () => Promise<void>): AsyncGenerator<unknown> {
  yield* whole;
  await release();
}

/** What servers answer often repeats the address. */
function withoutAddress(error: unknown, isHandedOver: boolean): Error {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const name = [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
  const isFinal = typeof responseCode === 'number' && responseCode >= FINAL_FROM && code !== 'EAUTH';
  if (isFinal) return new MailRefused(name);
  return isHandedOver && responseCode === undefined ? new MailUnconfirmed(name) : new MailDelayed(name);
}
