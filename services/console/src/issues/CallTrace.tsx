import type { TracedCall } from './read-calls.ts';
import { issues as words } from './words.ts';

/** The reader's last calls beside the server's own log of the same requests: where they differ, the way is at fault. */
export function CallTrace({ calls }: { calls: readonly TracedCall[] }) {
  if (calls.length === 0) return null;
  return (
    <>
      <h3>{words.trace}</h3>
      <div class="table-frame">
        <table class="trace">
          <thead>
            <tr>
              <th scope="col">{words.call}</th>
              <th scope="col">{words.seen}</th>
              <th scope="col">{words.served}</th>
            </tr>
          </thead>
          <tbody>
            {calls.map(({ name, seen, served }, place) => (
              <tr key={place} class={isFailed(seen.status) ? 'failed' : undefined}>
                <th scope="row">{name}</th>
                <td>{seen.status === null ? '–' : seenWords(seen.status, seen.ms)}</td>
                <td>
                  {served === null ? (
                    <span class="quiet-text">{words.notServed}</span>
                  ) : (
                    <span title={served.at}>
                      {[served.status, served.code, words.took(served.ms)].filter(Boolean).join(' · ')}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function isFailed(status: number | null): boolean {
  return status === 0 || (status !== null && status >= 400);
}

function seenWords(status: number, ms: number | null): string {
  const what = status === 0 ? words.noAnswer : String(status);
  return ms === null ? what : `${what} · ${words.took(ms)}`;
}
