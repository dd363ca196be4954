import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeCall = { path: string; headers: IncomingHttpHeaders; body: string };
/** How a service answers: with this, or in ways that no service should. */
export type FakeAnswer = (response: ServerResponse) => void;

/** Outside services on this machine: each path answers as a test says, and every call is kept. */
export async function startFakeServices() {
  const calls: FakeCall[] = [];
  const answers = new Map<string, FakeAnswer>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const path = request.url ?? '';
    calls.push({ path, headers: request.headers, body });
    const answer = answers.get(path) ?? say('');
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: (path: string, answer: FakeAnswer) => answers.set(path, answer),
    /** The bodies that a path was called with. */
    bodiesOf: (path: string) => calls.filter((call) => call.path === path).map(({ body }) => body),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type FakeServices = Awaited<ReturnType<typeof startFakeServices>>;

export function say(body: string, status = 200, headers: Record<string, string> = {}): FakeAnswer {
  return (response) => void response.writeHead(status, headers).end(body);
}
