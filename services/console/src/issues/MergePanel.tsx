import type { IssueGroup, IssueGroupDetail } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { groupTitle } from '../names.ts';
import type { IssuesPlace } from '../place/place.ts';
import { Button } from '../shell/Button.tsx';
import { Select } from '../shell/Select.tsx';
import { useAct } from './use-act.ts';
import { issues as words } from './words.ts';

/** What is merged into this group, to be given back, and where it could be merged itself. */
export function MergePanel({ detail, place }: { detail: IssueGroupDetail; place: IssuesPlace }) {
  const { api, issues, navigation } = useDesk();
  const { isBusy, problem, run } = useAct();
  const [into, setInto] = useState('');
  const others = issues.state.value.groups.filter((one) => mayTake(one, detail));
  const merge = async () => {
    const merged = await run(() => api.mergeIssueGroup(detail.id, { version: detail.version, into }));
    if (merged) navigation.go({ ...place, group: merged.id });
  };
  return (
    <section class="merge">
      <h2>{words.merged}</h2>
      {detail.merged.length > 0 && (
        <ul class="merged-list">
          {detail.merged.map(({ id, title, version, count }) => (
            <li key={id}>
              <span>
                <b>{groupTitle(title)}</b> <span class="quiet-text">{words.mergedHere(count)}</span>
              </span>
              <Button
                class="small-button"
                aria-label={words.giveBackWhat(groupTitle(title))}
                isOff={isBusy}
                onClick={() =>
                  void run(async () => {
                    await api.splitIssueGroup(id, version);
                    return api.getIssueGroup(detail.id);
                  })
                }
              >
                {words.giveBack}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p class="quiet-text">{others.length === 0 ? words.noOthers : words.mergeIntro}</p>
      {others.length > 0 && (
        <div class="merge-form">
          <Select
            label={words.mergeInto}
            value={into}
            onChange={(event) => setInto(event.currentTarget.value)}
          >
            <option value="">{words.choose}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {groupTitle(one.title)} ({one.count})
              </option>
            ))}
          </Select>
          <Button class="button" isOff={into === '' || isBusy} onClick={() => void merge()}>
            {words.merge}
          </Button>
        </div>
      )}
      <p role="status" class="problem">
        {problem}
      </p>
    </section>
  );
}

function mayTake(other: IssueGroup, { id, site }: IssueGroup): boolean {
  return other.id !== id && other.site === site && other.mergedInto === null;
}
