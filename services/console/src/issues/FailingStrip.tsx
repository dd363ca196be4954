import { useDesk } from '../desk/desk-context.ts';
import { groupTitle } from '../names.ts';
import { formatPlace, type IssuesPlace } from '../place/place.ts';
import { Age } from '../time/Age.tsx';
import { issues as words } from './words.ts';

/** What readers cannot do at this moment: the groups whose reports come in faster than usual. */
export function FailingStrip({ place }: { place: IssuesPlace }) {
  const { issues } = useDesk();
  const failing = issues.failing.value.filter(({ site }) => place.site === null || site === place.site);
  return (
    <div class="failing" role="status" data-failing>
      {failing.length > 0 && (
        <>
          <b>{words.failing}</b>
          <ul>
            {failing.map(({ id, title, count, spikingSince }) => (
              <li key={id}>
                <a href={formatPlace({ ...place, group: id })}>{groupTitle(title)}</a>{' '}
                <span>
                  {words.failingOf(count)} · {spikingSince && <Age at={spikingSince} isSentence />}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
