import type { IssueGroup, IssueGroupDetail } from '@parley/contracts/objects';
import { Sample } from './Sample.tsx';
import { issues as words } from './words.ts';

type Props = { group: IssueGroup; detail: IssueGroupDetail | null };

/** The reports themselves: somebody's own words say most, and the first of them stands open. */
export function Samples({ group, detail }: Props) {
  const samples = detail?.samples ?? [];
  const told = samples.filter(({ message }) => message !== null);
  const silent = samples.filter(({ message }) => message === null);
  const show = (some: typeof samples, isFirstOpen: boolean) =>
    some.map((sample, place) => (
      <Sample key={sample.ticket} sample={sample} detail={detail} isOpen={isFirstOpen && place === 0} />
    ));
  return (
    <section class="samples">
      <h2>{words.samples(samples.length, group.count)}</h2>
      {samples.length === 0 && <p class="quiet-text">{detail ? words.noSamples : words.loadingSamples}</p>}
      {show(told, true)}
      {told.length === 0 && show(silent, true)}
      {told.length > 0 && silent.length > 0 && (
        <details class="silent">
          <summary>{words.silent(silent.length)}</summary>
          {show(silent, false)}
        </details>
      )}
    </section>
  );
}
