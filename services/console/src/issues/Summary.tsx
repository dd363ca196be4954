import type { IssueGroupDetail } from '@parley/contracts/objects';
import { Bars } from './Bars.tsx';
import { issues as words } from './words.ts';

type Shares = IssueGroupDetail['summary']['versions'];

/** How many readers met it, when, and with what. */
export function Summary({ detail }: { detail: IssueGroupDetail | null }) {
  if (detail === null) {
    return (
      <section class="issue-figures">
        <h2>{words.figures}</h2>
        <p class="quiet-text">{words.loadingFigures}</p>
      </section>
    );
  }
  const { summary } = detail;
  const { hours, days } = summary;
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
  return (
    <section class="issue-figures">
      <h2>{words.figures}</h2>
      <p>
        {words.summary(summary)} {words.lately(hours.at(-1) ?? 0, sum(hours), sum(days))}
      </p>
      <div class="bar-pair">
        <Bars title={words.hours} counts={hours} ago={words.hoursAgo} />
        <Bars title={words.days} counts={days} ago={words.daysAgo} />
      </div>
      <dl class="pairs">
        <Share name={words.versions} shares={summary.versions} />
        <Share name={words.browsers} shares={summary.browsers} />
        <Share name={words.origins} shares={summary.origins} />
      </dl>
    </section>
  );
}

function Share({ name, shares }: { name: string; shares: Shares }) {
  if (shares.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{shares.map(({ value, count }) => `${value} (${count})`).join(', ')}</dd>
    </div>
  );
}
