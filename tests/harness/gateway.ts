import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** What becomes of a request: it passes, its connection ends, or it is answered with this status, or this body. */
export type Fate = 'pass' | 'refuse' | number | { json: string };
export type Asked = { path: string; isSocket: boolean };

/** A proxy in front of the service that can do to requests what firewalls, blockers and broken machines do. */
export type Gateway = {
  url: string;
  /** Decides from now on, for requests that begin from now on; open WebSockets end. */
  spoil(fate: (asked: Asked) => Fate): void;
  /** Loses, from now on, what comes over WebSockets with these words in it, and leaves the sockets open. */
  lose(words: string): void;
  /** How often something was lost. */
  lost(): number;
  mend(): void;
  close(): Promise<void>;
};

export async function startGateway(service: string): Promise<Gateway> {
  const { hostname, port } = new URL(service);
  const target = { host: hostname, port: Number(port) };
  const sockets = new Set<() => void>();
  let decide: (asked: Asked) => Fate = () => 'pass';
  let unwanted: string | null = null;
  let lost = 0;

  const fateOf = ({ url = '/' }: IncomingMessage, isSocket: boolean) =>
    decide({ path: url.replace(/\?.*/, ''), isSocket });

  const server = createServer((asked, answer) => {
    const fate = fateOf(asked, false);
    if (fate === 'refuse') asked.socket.destroy();
    else if (fate === 'pass') pass();
    else {
      // Such an answer is the service's own: pages may read it.
      const status = typeof fate === 'number' ? fate : 200;
      const type = typeof fate === 'number' ? 'text/plain' : 'application/json';
      answer.writeHead(status, { 'access-control-allow-origin': '*', 'content-type': type });
      answer.end(typeof fate === 'number' ? 'spoilt' : fate.json);
    }
    function pass() {
      const onward = request(
        { ...target, method: asked.method, path: asked.url, headers: asked.headers },
        (answered) => {
          answer.writeHead(answered.statusCode ?? 502, answered.headers);
          answered.pipe(answer);
        },
      );
      onward.on('error', () => asked.socket.destroy());
      answer.on('close', () => onward.destroy());
      asked.pipe(onward);
    }
  });
  server.on('upgrade', (asked, near, head) => {
    near.on('error', () => near.destroy());
    if (fateOf(asked, true) !== 'pass') {
      near.destroy();
      return;
    }
    const far = connect(target, () => {
      const headers = asked.rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [`${name}: ${asked.rawHeaders[at + 1]}`] : [],
      );
      far.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      far.write(head);
      near.pipe(far);
    });
    // A message of the service's is small, and comes in one piece.
    far.on('data', (piece: Buffer) => {
      if (unwanted === null || !piece.includes(unwanted)) near.write(piece);
      else lost += 1;
    });
    const end = () => {
      far.destroy();
      near.destroy();
      sockets.delete(end);
    };
    sockets.add(end);
    far.on('error', end).on('close', end);
    near.on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil(fate) {
      decide = fate;
      for (const end of [...sockets]) end();
    },
    lose(words) {
      unwanted = words;
    },
    lost: () => lost,
    mend() {
      decide = () => 'pass';
      unwanted = null;
    },
    async close() {
      for (const end of [...sockets]) end();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
