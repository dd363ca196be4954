import type { ReaderSession } from '@parley/contracts/objects';
import type { Widget } from '../widget.ts';

/**
 * Who the reader is holds for all threads of a page and all tabs of a site. Whoever gives their name or signs out in one
 * has done so in the others too, and nobody becomes two people, of whom one cannot edit what the other wrote.
 */
export function shareSession({ session, settings, store }: Widget, signal: AbortSignal): void {
  const channel = new BroadcastChannel(`parley:${settings.api}:${settings.site}`);
  const idNow = () => session.reader()?.id ?? null;
  let told = idNow();
  const stop = store.subscribe(() => {
    if (idNow() === told) return;
    told = idNow();
    channel.postMessage({ token: session.token(), reader: session.reader() });
  });
  channel.onmessage = ({ data }: MessageEvent<ReaderSession>) => {
    const id = data.reader?.id ?? null;
    // Of the same reader every session is as good as another.
    if (id === idNow()) return;
    told = id;
    if (id === null) session.end();
    else session.begin(data);
  };
  signal.addEventListener('abort', () => {
    stop();
    channel.close();
  });
}
