import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { log as words } from './words.ts';

/** Where the log ends, so that it can be compared with what the command finds. */
export function ChainMark() {
  const { log } = useDesk();
  const chains = log.chains.value.value?.chains ?? [];
  const total = chains.reduce((sum, { events }) => sum + events, 0);
  if (log.chains.status.value === 'failed') return <p class="chain quiet-text">{words.chainFailed}</p>;
  if (log.chains.value.value === null) return null;
  return (
    <details class="chain">
      <summary>{words.chain(total)}</summary>
      <p class="quiet-text">{words.chainHint}</p>
      <dl>
        {chains.map(({ site, events, head }) => (
          <div key={site}>
            <dt>{words.chainHead(site)}</dt>
            <dd>
              <b>{events}</b> <code>{head}</code> <Copy text={`${site}\t${events} events\thead ${head}`} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Copy({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  // Without the right to the clipboard the text can still be selected by hand.
  return (
    <button type="button" class="quiet" onClick={() => void copy().catch(() => setCopied(false))}>
      {isCopied ? words.copied : words.copy}
    </button>
  );
}
