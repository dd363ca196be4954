import type { JoinAnswer, ServerToReader } from '@parley/contracts/live-events';
import { WebSocket } from 'ws';

/** What the server sends of itself: the event's name and its payload. */
type Told = {
  [Name in keyof ServerToReader]: [Name, Parameters<ServerToReader[Name]>[0]];
}[keyof ServerToReader];

/**
 * A viewer as cheap as one can be, for crowds and for what the live client would never do: a WebSocket that
 * speaks just enough of the wire format (engine.io 4, socket.io 5) to join threads and hear of them.
 */
export type RawViewer = {
  webSocket: WebSocket;
  /** Rejects when the connection ends first. */
  join(thread: string, after: number): Promise<JoinAnswer>;
  /** Sends without waiting for the answer, if one is to come. */
  send(event: string, payload: unknown): void;
  /** Stops reading: what the server sends fills the buffers of both systems, then the server's own memory. */
  stopReading(): void;
  readOn(): void;
  /** Ends the connection as a lost network does. */
  cut(): void;
  /** Resolves when the connection has ended. */
  closed: Promise<void>;
};

export type RawViewerOptions = {
  site: string;
  /** With everything the server sends of itself, read. */
  onTold?: (...told: Told) => void;
  /** With the same, unread: cheaper where a crowd is told the same. */
  onText?: (text: string) => void;
};

const EVENT = '42';
const ANSWER = /^43(\d+)(.*)$/s;

/** Resolves when the server has let the viewer in; rejects when it does not. */
export async function openRawViewer(url: string, options: RawViewerOptions): Promise<RawViewer> {
  const webSocket = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const entry = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  let asked = 0;

  webSocket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith(EVENT)) {
      options.onText?.(text);
      if (options.onTold) options.onTold(...(JSON.parse(text.slice(EVENT.length)) as Told));
    } else if (text === '2') webSocket.send('3');
    else if (text.startsWith('0')) webSocket.send(`40${JSON.stringify({ site: options.site })}`);
    else if (text.startsWith('40')) entry.resolve();
    else if (text.startsWith('44')) entry.reject(new Error(text));
    else answered(text);
  });
  webSocket.on('error', entry.reject);
  webSocket.on('close', () => {
    const error = new Error('the connection ended');
    entry.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    end.resolve();
  });

  function answered(text: string) {
    const [, id, answer = ''] = ANSWER.exec(text) ?? [];
    if (id === undefined) return;
    waiting.get(Number(id))?.resolve(JSON.parse(answer)[0]);
    waiting.delete(Number(id));
  }

  function ask(event: string, payload: unknown): Promise<unknown> {
    asked += 1;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(asked, answer);
    webSocket.send(`${EVENT}${asked}${JSON.stringify([event, payload])}`);
    return answer.promise;
  }

  await entry.promise;
  return {
    webSocket,
    join: (thread, after) => ask('join', { thread, after }) as Promise<JoinAnswer>,
    send: (event, payload) => void ask(event, payload).catch(() => {}),
    stopReading: () => webSocket.pause(),
    readOn: () => webSocket.resume(),
    cut: () => webSocket.terminate(),
    closed: end.promise,
  };
}
