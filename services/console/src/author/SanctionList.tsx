import type { AuthorDetail, Sanction } from '@parley/contracts/sanction-objects';
import { useDesk } from '../desk/desk-context.ts';
import { capital } from '../names.ts';
import { ageWords, exactTime } from '../time/time-words.ts';
import { endWords } from './sanctioner.ts';
import { sanctions as words } from './words.ts';

/** What holds for an author now, and, folded away, what did before. */
export function SanctionList({ detail }: { detail: AuthorDetail }) {
  const now = [...detail.sanctions].filter((one) => one.isInForce);
  const before = detail.sanctions.filter((one) => !one.isInForce);
  if (detail.sanctions.length === 0) return null;
  return (
    <div class="sanctions">
      {now.length > 0 && (
        <>
          <h3>{words.inForce}</h3>
          <ul>
            {now.map((one) => (
              <SanctionLine key={one.id} sanction={one} mayLift={detail.maySanction} />
            ))}
          </ul>
        </>
      )}
      {before.length > 0 && (
        <details>
          <summary>{words.earlier(before.length)}</summary>
          <ul>
            {before.map((one) => (
              <SanctionLine key={one.id} sanction={one} mayLift={detail.maySanction} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function SanctionLine({ sanction, mayLift }: { sanction: Sanction; mayLift: boolean }) {
  const { moderator, sanctioner, now } = useDesk();
  const { kind, by, at, lifted, reason, everywhere, isInForce, removal } = sanction;
  const may = mayLift && (!everywhere || moderator.role === 'owner');
  return (
    <li class={`sanction ${kind} ${isInForce ? 'in-force' : ''}`}>
      <p title={exactTime(at)}>
        {capital(words.line(kind, endWords(sanction, now.value), by.name, ageWords(at, now.value)))}
      </p>
      <q>{reason}</q>
      {!isInForce && (
        <small>{lifted ? words.liftedBy(lifted.by.name, ageWords(lifted.at, now.value)) : words.ended}</small>
      )}
      {may && (isInForce || removal !== null) && (
        <div class="sanction-buttons">
          {isInForce && (
            <button
              type="button"
              class="small-button"
              aria-label={words.liftWhat(kind)}
              onClick={() => void sanctioner.lift(sanction)}
            >
              {words.lift}
            </button>
          )}
          {removal !== null && (
            <button type="button" class="small-button" onClick={() => void sanctioner.restore(sanction)}>
              {words.restore}
            </button>
          )}
        </div>
      )}
    </li>
  );
}
