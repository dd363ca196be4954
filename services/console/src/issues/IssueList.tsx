import type { IssueGroup } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { issueStateNames, titleParts } from '../names.ts';
import { formatPlace, ISSUE_STATES, type IssuesPlace } from '../place/place.ts';
import { queue as queueWords } from '../queue/words.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { Select } from '../shell/Select.tsx';
import { Age } from '../time/Age.tsx';
import { FailingStrip } from './FailingStrip.tsx';
import { issues as words } from './words.ts';

export function IssueList({ place }: { place: IssuesPlace }) {
  const { issues, navigation } = useDesk();
  const state = issues.state.value;
  return (
    <ListPane
      label={words.label}
      head={<FailingStrip place={place} />}
      tools={
        <Select
          label={words.state}
          isLabelHidden
          data-filter
          class={place.state ? 'is-set' : undefined}
          value={place.state ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const chosen = ISSUE_STATES.find((one) => one === value) ?? null;
            navigation.go({ ...place, group: null, state: chosen });
          }}
        >
          <option value="">{words.allStates}</option>
          {ISSUE_STATES.map((one) => (
            <option key={one} value={one}>
              {issueStateNames[one]}
            </option>
          ))}
        </Select>
      }
      status={issues.status.value}
      problem={issues.problem.value}
      failed={words.failed}
      onRetry={() => void issues.reload()}
      rowCount={state.groups.length}
      pill={
        state.waiting.length > 0
          ? { words: words.waiting(state.waiting.length), onPress: issues.letIn }
          : null
      }
      empty={
        place.state === null ? (
          <p>{words.empty}</p>
        ) : (
          <>
            <p>{words.emptyFiltered}</p>
            <a class="button" href={formatPlace({ ...place, state: null })}>
              {words.clearFilter}
            </a>
          </>
        )
      }
      selected={place.group}
      next={state.next}
      more={words.more}
      moreBusy={issues.isLoadingMore.value ? queueWords.loadingMore : null}
      onMore={() => void issues.more()}
    >
      {state.groups.map((group) => (
        <IssueRow key={group.id} group={group} place={place} />
      ))}
    </ListPane>
  );
}

function IssueRow({ group, place }: { group: IssueGroup; place: IssuesPlace }) {
  const { moderator } = useDesk();
  const { name, where } = titleParts(group.title);
  return (
    <li class="row issue-row">
      <a
        href={formatPlace({ ...place, group: group.id })}
        data-row
        aria-current={group.id === place.group || undefined}
      >
        <span class={`score ${group.state === 'new' ? 'urgent' : ''}`} title={words.reports(group.count)}>
          <span aria-hidden="true">{group.count}</span>
          <span class="visually-hidden">{words.reports(group.count)}</span>
        </span>
        <span class="row-head">
          <b class="name">{name}</b>
          <Age at={group.lastSeen} />
        </span>
        {where !== '' && <span class="issue-where">{where}</span>}
        <span class="tags">
          {group.spikingSince && <span class="tag late">{words.spiking}</span>}
          <span class={group.state === 'new' ? 'tag warn' : 'tag'}>{issueStateNames[group.state]}</span>
          {group.assignee && <span class="tag">{group.assignee.name}</span>}
          {moderator.sites.length > 1 && <span class="tag">{group.site}</span>}
        </span>
      </a>
    </li>
  );
}
