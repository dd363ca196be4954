import type { ModerationStats } from '@parley/contracts/stats-objects';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { humanize, reasonNames } from '../names.ts';
import { durationWords } from '../time/time-words.ts';
import { statistics as words } from './words.ts';

type Entry = {
  id: string;
  name: string;
  inbound?: number;
  waiting?: number;
  decided: number;
  medianMs: number | null;
  p95Ms: number | null;
  overturned: number;
};
type Column = { name: string; read: (entry: Entry) => ComponentChildren };

const INBOUND: Column = { name: words.inbound, read: ({ inbound }) => inbound };
const WAITING: Column = { name: words.waiting, read: ({ waiting }) => waiting };
const DECIDED: Column[] = [
  { name: words.decided, read: ({ decided }) => decided },
  { name: words.median, read: ({ medianMs }) => time(medianMs) },
  { name: words.p95, read: ({ p95Ms }) => time(p95Ms) },
  {
    name: words.overturnRate,
    read: ({ overturned, decided }) =>
      overturned === 0 || decided === 0 ? overturned : `${overturned} (${words.share(overturned, decided)})`,
  },
];

/** The same figures by who decided, by why something came in, and by site where there are several. */
export function Breakdowns({ stats }: { stats: ModerationStats }) {
  const { moderator } = useDesk();
  const people = stats.byModerator.map((one) => ({
    ...one,
    name: one.id === moderator.id ? `${one.name} (you)` : one.name,
  }));
  const reasons = stats.byReason.map((one) => ({
    ...one,
    id: one.reason,
    name: reasonNames[one.reason] ?? humanize(one.reason),
  }));
  const sites = stats.bySite.map(({ backlog, ...one }) => ({
    ...one,
    id: one.site,
    name: one.site,
    waiting: backlog.open + backlog.escalated,
  }));
  return (
    <>
      <Breakdown title={words.byModerator} first={words.moderator} columns={DECIDED} entries={people} />
      <Breakdown
        title={words.byReason}
        hint={words.byReasonHint}
        first={words.reason}
        columns={[INBOUND, ...DECIDED]}
        entries={reasons}
      />
      {sites.length > 1 && (
        <Breakdown
          title={words.bySite}
          first={words.site}
          columns={[WAITING, INBOUND, ...DECIDED]}
          entries={sites}
        />
      )}
    </>
  );
}

type Props = { title: string; hint?: string; first: string; columns: Column[]; entries: Entry[] };

function Breakdown({ title, hint, first, columns, entries }: Props) {
  const id = useId();
  const most = Math.max(1, ...entries.map(amountOf));
  return (
    <section class="breakdown" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && entries.length > 0 && <p class="quiet-text">{hint}</p>}
      {entries.length === 0 ? (
        <p class="quiet-text">{words.nobody}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
        <section class="table-frame" aria-labelledby={id} tabIndex={0}>
          <table class="figures-table">
            <thead>
              <tr>
                <th scope="col">{first}</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    {entry.name}
                    <Bar part={amountOf(entry) / most} />
                  </th>
                  {columns.map(({ name, read }) => (
                    <td key={name} class="number">
                      {read(entry)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** What the rows are compared by, as a length; the number stands in its column. */
function Bar({ part }: { part: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
      <rect width={part * 100} height="3" />
    </svg>
  );
}

function amountOf({ inbound, decided }: Entry): number {
  return inbound ?? decided;
}

function time(ms: number | null): string {
  return ms === null ? words.none : durationWords(ms);
}
