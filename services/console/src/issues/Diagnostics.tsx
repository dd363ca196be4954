import { diagnosticShape } from './diagnostic-shape.ts';

/** What a widget sent about itself, whatever its fields: pairs, tables for lists of alike things, else JSON. */
export function Diagnostics({ value }: { value: Record<string, unknown> }) {
  return (
    <dl class="pairs diagnostics">
      {Object.entries(value).map(([name, part]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Part value={part} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ value }: { value: unknown }) {
  const shape = diagnosticShape(value);
  switch (shape.kind) {
    case 'plain':
      return <span>{shape.text}</span>;
    case 'pairs':
      return (
        <dl class="pairs inner">
          {shape.pairs.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                {shape.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shape.rows.map((row) => (
                <tr key={row.join('\u0000')}>
                  {row.map((cell, place) => (
                    <td key={shape.columns[place]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'other':
      return <pre>{shape.text}</pre>;
  }
}
