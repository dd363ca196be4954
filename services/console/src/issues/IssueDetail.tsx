import type { IssueGroup, IssueGroupDetail } from '@parley/contracts/objects';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { diagnosisWords, humanize, titleParts } from '../names.ts';
import { formatPlace, type IssuesPlace } from '../place/place.ts';
import { Button } from '../shell/Button.tsx';
import { BackIcon } from '../shell/icons.tsx';
import { Age } from '../time/Age.tsx';
import { IssueHistory } from './IssueHistory.tsx';
import { MergePanel } from './MergePanel.tsx';
import { Samples } from './Samples.tsx';
import { Summary } from './Summary.tsx';
import { TriageForm } from './TriageForm.tsx';
import { useAct } from './use-act.ts';
import { issues as words } from './words.ts';

/** A group of reports: what the widgets found, what the readers said, and what became of it. */
export function IssueDetail({ place }: { place: IssuesPlace }) {
  const desk = useDesk();
  const pane = useRef<HTMLElement>(null);
  const entry = desk.issues.opened.value;
  const wish = desk.focusWish.value;
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [place.group]);
  useEffect(() => {
    // A key may have led elsewhere since.
    if (wish !== 'detail' || desk.focusWish.value !== wish) return;
    pane.current?.querySelector<HTMLElement>('h1')?.focus();
    desk.focusWish.value = null;
  }, [wish, desk]);
  return (
    <div class="detail-pane" data-detail>
      {place.group !== null && (
        <a class="back" href={formatPlace({ ...place, group: null })}>
          <BackIcon /> {shell.back}
        </a>
      )}
      <section class="detail" ref={pane} tabIndex={-1} aria-label={words.label}>
        {entry === null && (
          <p class="said">{desk.issues.state.value.groups.length > 0 ? words.none : words.intro}</p>
        )}
        {entry?.status === 'failed' && (
          <div class="said" role="alert">
            <p>{entry.error.code === 'not-found' ? words.missing : words.detailFailed}</p>
            <p class="quiet-text">{entry.error.message}</p>
            <button type="button" class="button" onClick={() => void desk.issues.open(place.group)}>
              {shell.retry}
            </button>
          </div>
        )}
        {entry?.status === 'ready' && (
          <Group key={entry.group.id} group={entry.group} detail={entry.detail} place={place} />
        )}
      </section>
    </div>
  );
}

type GroupProps = { group: IssueGroup; detail: IssueGroupDetail | null; place: IssuesPlace };

function Group({ group, detail, place }: GroupProps) {
  const { name, where } = titleParts(group.title);
  return (
    <article class="item issue">
      <header class="item-head">
        <h1 tabIndex={-1}>{name}</h1>
        {where !== '' && <p class="issue-where">{where}</p>}
        <p class="facts">
          <span>{words.reports(group.count)}</span>
          <span>{group.site}</span>
          {group.assignee && (
            <span>
              {words.assignee}: {group.assignee.name}
            </span>
          )}
          <span>
            {words.first} <Age at={group.firstSeen} isSentence />
          </span>
          <span>
            {words.last} <Age at={group.lastSeen} isSentence />
          </span>
        </p>
        {group.spikingSince && (
          <p class="spiking">
            {words.spikingSince} <Age at={group.spikingSince} isSentence />.
          </p>
        )}
      </header>
      <div class="issue-columns">
        <section class="found">
          <h2>{words.diagnosis}</h2>
          {group.diagnosis.length === 0 && <p class="quiet-text">{words.undiagnosed}</p>}
          <dl class="diagnosis">
            {group.diagnosis.map((one) => (
              <div key={one}>
                <dt>{humanize(one)}</dt>
                <dd>{diagnosisWords[one]}</dd>
              </div>
            ))}
          </dl>
          <Summary detail={detail} />
        </section>
        <div class="triage-column">
          {group.mergedInto === null ? (
            <TriageForm group={group} detail={detail} />
          ) : (
            <MergedElsewhere group={group} into={group.mergedInto} place={place} />
          )}
          {detail && group.mergedInto === null && <MergePanel detail={detail} place={place} />}
          {detail && <IssueHistory detail={detail} />}
        </div>
        <Samples group={group} detail={detail} />
      </div>
    </article>
  );
}

function MergedElsewhere({ group, into, place }: { group: IssueGroup; into: string; place: IssuesPlace }) {
  const { api } = useDesk();
  const { isBusy, problem, run } = useAct();
  return (
    <section class="merge">
      <h2>{words.merged}</h2>
      <p>{words.isMerged}</p>
      <p class="merge-form">
        <a class="button" href={formatPlace({ ...place, group: into })}>
          {words.toTarget}
        </a>
        <Button
          class="button"
          isOff={isBusy}
          onClick={() => void run(() => api.splitIssueGroup(group.id, group.version))}
        >
          {words.giveBack}
        </Button>
      </p>
      <p role="status" class="problem">
        {problem}
      </p>
    </section>
  );
}
