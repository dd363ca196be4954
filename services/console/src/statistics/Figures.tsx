import type { ModerationStats } from '@parley/contracts/stats-objects';
import { useDesk } from '../desk/desk-context.ts';
import { durationWords, exactTime } from '../time/time-words.ts';
import { statistics as words } from './words.ts';

type Figure = { name: string; value: string; more: string; title?: string };

/** The figures of the whole time, each with what it counts in a line. */
export function Figures({ stats }: { stats: ModerationStats }) {
  const now = useDesk().now.value;
  return (
    <dl class="figures">
      {figuresOf(stats, now).map(({ name, value, more, title }) => (
        <div key={name} class="figure">
          <dt>{name}</dt>
          <dd title={title}>{value}</dd>
          <dd class="quiet-text">{more}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(stats: ModerationStats, now: number): Figure[] {
  const { open, escalated } = stats.backlog;
  const time = (ms: number | null) => (ms === null ? words.none : durationWords(ms));
  const oldest = stats.oldestOpenAt;
  return [
    { name: words.waiting, value: String(open + escalated), more: words.waitingMore(escalated) },
    oldest === null
      ? { name: words.oldest, value: words.none, more: words.nothingWaits }
      : {
          name: words.oldest,
          value: durationWords(now - Date.parse(oldest)),
          more: words.oldestMore(oldestSite(stats)),
          title: exactTime(oldest),
        },
    { name: words.inbound, value: String(stats.inbound), more: words.inboundMore },
    { name: words.decided, value: String(stats.decided), more: words.decidedMore },
    { name: words.median, value: time(stats.medianMs), more: words.medianMore },
    { name: words.p95, value: time(stats.p95Ms), more: words.p95More },
    { name: words.reopenRate, value: percent(stats.reopenRate), more: words.reopenMore },
    { name: words.overturnRate, value: percent(stats.overturnRate), more: words.overturnMore },
  ];
}

/** Where it waits, if there is more than one place. */
function oldestSite({ bySite, oldestOpenAt }: ModerationStats): string | null {
  if (bySite.length < 2) return null;
  return bySite.find((one) => one.oldestOpenAt === oldestOpenAt)?.site ?? null;
}

function percent(rate: number | null): string {
  return rate === null ? words.none : `${Math.round(rate * 100)} %`;
}
