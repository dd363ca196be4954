import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { dayWords, type PlotShape, type Series, valueWords } from './plots.ts';
import { useDrawing } from './use-drawing.ts';
import { statistics as words } from './words.ts';

/** A drawing with what it says in a sentence, and the same figures as a table for whoever does not see it. */
export function Plot({ shape }: { shape: PlotShape }) {
  const host = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<number | null>(null);
  const state = useDrawing(host, shape, setPlace);
  const title = useId();
  return (
    <figure class="plot" aria-labelledby={title}>
      <figcaption>
        <h3 id={title}>{shape.title}</h3>
        <p class="quiet-text">{place === null ? shape.summary : pointedAt(shape, place)}</p>
      </figcaption>
      <ul class="plot-legend" aria-hidden="true">
        {shape.series.map((series) => (
          <li key={series.name}>
            <Sample series={series} /> {series.name}
          </li>
        ))}
      </ul>
      <div class="plot-canvas" ref={host} aria-hidden="true">
        {state === 'loading' && <p class="quiet-text">{words.drawing}</p>}
        {state === 'failed' && <p class="quiet-text">{words.notDrawn}</p>}
      </div>
      <FigureTable shape={shape} />
    </figure>
  );
}

function Sample({ series }: { series: Series }) {
  return (
    <svg class={`plot-sample ${series.tone} ${series.stroke}`} viewBox="0 0 24 8" width="24" height="8">
      <title>{series.name}</title>
      <path d="M0 4h24" />
    </svg>
  );
}

/** Opened for printing, where nobody can press it. */
function FigureTable({ shape }: { shape: PlotShape }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    let wasOpen = false;
    const open = () => {
      wasOpen = details.current?.open ?? false;
      if (details.current) details.current.open = true;
    };
    const restore = () => {
      if (details.current) details.current.open = wasOpen;
    };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', restore);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', restore);
    };
  }, []);
  return (
    <details class="plot-table" ref={details}>
      <summary>
        {words.asTable}
        <span class="visually-hidden">: {shape.title}</span>
      </summary>
      <table class="figures-table">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {shape.series.map(({ name }) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shape.days.map((day, row) => (
            <tr key={day}>
              <th scope="row">{dayWords(day)}</th>
              {shape.series.map(({ name, values }) => (
                <td key={name} class="number">
                  {valueWords(values[row] ?? null, shape.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function pointedAt({ days, series, unit }: PlotShape, place: number): string {
  const said = series.map(({ name, values }) => `${name} ${valueWords(values[place] ?? null, unit)}`);
  return `${dayWords(days[place] ?? '')}: ${said.join(', ')}`;
}
