import { author as words } from './words.ts';

const KINDS = ['published', 'held', 'rejected'] as const;
type Counts = Record<(typeof KINDS)[number], number>;

/** How an author's comments fared: the shares as widths, and the same in figures. */
export function Standing({ counts }: { counts: Counts }) {
  const all = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  return (
    <>
      {all > 0 && (
        <svg class="standing-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          {KINDS.map((kind, place) => (
            <rect
              key={kind}
              class={kind}
              x={(before(counts, place) / all) * 100}
              width={(counts[kind] / all) * 100}
              height="4"
            />
          ))}
        </svg>
      )}
      <dl class="standing">
        {KINDS.map((kind) => (
          <div key={kind} class={kind}>
            <dd>{counts[kind]}</dd>
            <dt>{words[kind]}</dt>
          </div>
        ))}
      </dl>
    </>
  );
}

function before(counts: Counts, place: number): number {
  return KINDS.slice(0, place).reduce((sum, one) => sum + counts[one], 0);
}
