import { issues as words } from './words.ts';

const HEIGHT = 44;
const STEP = 10;
const GAP = 2;

/** Counts as bars, oldest first, and in a sentence for whoever does not see them. */
export function Bars({
  title,
  counts,
  ago,
}: {
  title: string;
  counts: readonly number[];
  ago: (steps: number) => string;
}) {
  const most = Math.max(0, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const when = ago(counts.length - 1 - counts.indexOf(most));
  const sentence = total === 0 ? words.plotNone(title) : words.plotWords(title, total, most, when);
  return (
    <figure class="bars">
      <svg
        role="img"
        aria-label={sentence}
        viewBox={`0 0 ${counts.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {counts.map((count, place) => {
          const height = most === 0 ? 0 : (count / most) * (HEIGHT - 1);
          return (
            <rect
              key={place}
              class={count === 0 ? 'none' : undefined}
              x={place * STEP}
              width={STEP - GAP}
              y={HEIGHT - Math.max(1, height)}
              height={Math.max(1, height)}
            />
          );
        })}
      </svg>
      <figcaption aria-hidden="true">
        <span>{title}</span> <span>{most > 0 && `max. ${most}`}</span>
      </figcaption>
    </figure>
  );
}
