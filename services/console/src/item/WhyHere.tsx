import type { ReviewItemDetail } from '@parley/contracts/objects';
import { scoreSum } from './score-sum.ts';
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
              {line.name}
              {line.evidence && <small>{line.evidence}</small>}
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

function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}
