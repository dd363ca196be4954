import type { ReviewItemDetail } from '@parley/contracts/objects';
import { FlagWeights } from './FlagWeights.tsx';
import { type SumLine, scoreSum } from './score-sum.ts';
import { signed } from './signed.ts';
import { item as words } from './words.ts';

/** Why the item is in the queue and how urgent it is, as a sum that anybody can check. */
export function WhyHere({ detail }: { detail: ReviewItemDetail }) {
  const { lines, total } = scoreSum(detail);
  return (
    <section class="why">
      <h2>{words.why}</h2>
      <dl class="sum">
        {lines.map((line) => (
          <div key={`${line.name}${line.evidence}`}>
            <dt>
              <Name line={line} />
            </dt>
            <dd>{signed(line.points)}</dd>
          </div>
        ))}
        <div class="total">
          <dt>{words.sum}</dt>
          <dd>{total}</dd>
        </div>
      </dl>
    </section>
  );
}

/** What flags weigh opens to what that is made of. */
function Name({ line }: { line: SumLine }) {
  if (line.parts.length > 0) return <FlagWeights line={line} />;
  return (
    <>
      {line.name}
      {line.evidence && <small>{line.evidence}</small>}
    </>
  );
}
