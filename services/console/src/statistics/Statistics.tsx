import type { ModerationStats } from '@parley/contracts/stats-objects';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { formatPlace, STATISTICS_DAYS, type StatisticsPlace } from '../place/place.ts';
import { Button } from '../shell/Button.tsx';
import { WholePane } from '../shell/WholePane.tsx';
import { exactDay, exactTime } from '../time/time-words.ts';
import { Breakdowns } from './Breakdown.tsx';
import { Figures } from './Figures.tsx';
import { Plot } from './Plot.tsx';
import { plotsOf } from './plots.ts';
import { statistics as words } from './words.ts';

/** How moderation goes: figures, plots by day, and the same by moderator, reason and site. */
export function Statistics({ place }: { place: StatisticsPlace }) {
  const { statistics } = useDesk();
  const stats = statistics.value.value;
  const status = statistics.status.value;
  return (
    <WholePane title={words.label} isBusy={status === 'loading'} tools={<Tools place={place} />}>
      {status === 'failed' && (
        <div class={stats ? 'banner' : 'said'} role="alert">
          <p>{stats ? `${words.failed} ${words.stale}` : words.failed}</p>
          <p class="quiet-text">{statistics.problem.value?.message}</p>
          <button type="button" class="button" onClick={() => void statistics.show(place)}>
            {shell.retry}
          </button>
        </div>
      )}
      {stats === null && status === 'loading' && <Skeleton />}
      {stats && <Body stats={stats} />}
    </WholePane>
  );
}

function Tools({ place }: { place: StatisticsPlace }) {
  const { statistics, moderator } = useDesk();
  return (
    <>
      <nav class="choices" aria-label={words.range}>
        {STATISTICS_DAYS.map((days) => (
          <a
            key={days}
            href={formatPlace({ ...place, days })}
            aria-current={days === place.days ? 'true' : undefined}
          >
            {words.days(days)}
          </a>
        ))}
      </nav>
      {moderator.sites.length > 1 && <span class="quiet-text">{words.ofSite(place.site)}</span>}
      <span class="grow" />
      <button type="button" class="quiet" onClick={() => print()}>
        {words.print}
      </button>
      <Button
        class="button"
        isOff={statistics.status.value === 'loading'}
        onClick={() => void statistics.show(place)}
      >
        {statistics.status.value === 'loading' ? words.loading : words.refresh}
      </Button>
    </>
  );
}

function Body({ stats }: { stats: ModerationStats }) {
  const { now } = useDesk();
  const plots = useMemo(() => plotsOf(stats), [stats]);
  const isEmpty = stats.inbound === 0 && stats.decided === 0;
  return (
    <div class="statistics">
      <p class="only-print">
        {words.printed(
          words.ofSite(stats.site),
          exactDay(stats.since),
          exactTime(new Date(now.value).toISOString()),
        )}
      </p>
      {!stats.isComplete && <p class="banner">{words.incomplete(stats.since.slice(0, 10))}</p>}
      <Figures stats={stats} />
      {isEmpty ? (
        <p class="said">{words.empty}</p>
      ) : (
        <>
          <section class="plots" aria-label={words.plots}>
            {plots.map((shape) => (
              <Plot key={shape.title} shape={shape} />
            ))}
          </section>
          <p class="quiet-text">{words.partialDays}</p>
          <Breakdowns stats={stats} />
        </>
      )}
    </div>
  );
}

const BONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

function Skeleton() {
  return (
    <div class="figures" aria-hidden="true">
      {BONES.map((name) => (
        <div key={name} class="figure">
          <i class="bone short" />
          <i class="bone title" />
          <i class="bone medium" />
        </div>
      ))}
    </div>
  );
}
