import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ArrivedMail = { to: string[]; from: string; raw: string };
/** Where a server can die: when it has been told so much, or has the whole mail but has not said so. */
export const MAIL_STEPS = ['greeting', 'sender', 'recipient', 'text', 'taken'] as const;
export type MailStep = (typeof MAIL_STEPS)[number];
export type MailServer = {
  url: string;
  arrived: ArrivedMail[];
  /** What it does with recipients and mails from now on. */
  behave(as: 'takes' | 'refuses' | 'is busy' | 'stalls' | 'drops'): void;
  /** Cuts every connection from now on at this step, without a word. */
  dieAt(step: MailStep | null): void;
  close(): Promise<void>;
};

/** A real mail server in this process, without encryption: it takes mail, or does not, as it is told. */
export async function startMailServer(): Promise<MailServer> {
  const arrived: ArrivedMail[] = [];
  let behaviour: Parameters<MailServer['behave']>[0] = 'takes';
  let deadly: MailStep | null = null;
  const sockets = new Set<Socket>();
  const isDeadAt = (step: MailStep) => {
    if (deadly !== step) return false;
    for (const socket of sockets) socket.destroy();
    return true;
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, done) => void (isDeadAt('greeting') || done()),
    onMailFrom: (_address, _session, done) => void (isDeadAt('sender') || done()),
    onRcptTo({ address }, _session, done) {
      if (isDeadAt('recipient')) return;
      if (behaviour === 'refuses') return done(withCode(`no such mailbox: ${address}`, 550));
      if (behaviour === 'is busy') return done(withCode(`come back later, ${address}`, 450));
      return done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        isDeadAt('text');
      });
      stream.on('end', () => {
        if (behaviour === 'stalls') return;
        if (behaviour === 'drops') {
          for (const connection of server.connections) connection.close();
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        arrived.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        });
        if (!isDeadAt('taken')) done();
      });
    },
  });
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  // Clients that give up are part of the play.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    behave: (as) => {
      behaviour = as;
    },
    dieAt: (step) => {
      deadly = step;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function withCode(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}
