import { setMark } from '../desk/commands.ts';
import { useDesk } from '../desk/desk-context.ts';
import { excerptOf } from '../item/excerpt.ts';
import { item as itemWords } from '../item/words.ts';
import { deed } from '../names.ts';
import { EyeIcon } from '../shell/icons.tsx';
import { Age } from '../time/Age.tsx';
import { spanWords } from '../time/time-words.ts';
import { nameOf } from './decision-notices.ts';
import type { Row } from './queue-state.ts';
import { tagsOf } from './tags.ts';
import { claimOfOther } from './where-next.ts';
import { queue as words } from './words.ts';

type Props = { row: Row; href: string; isSelected: boolean; onOpen: () => void };

/** One item in the list: how urgent, who, what, why, and who else looks at it. */
export function QueueRow({ row, href, isSelected, onOpen }: Props) {
  const desk = useDesk();
  const { item, leaving } = row;
  const now = desk.now.value;
  const isMarked = desk.marks.value.has(item.id);
  if (leaving) {
    const said = leaving.action && leaving.by ? `${leaving.by} ${deed(leaving.action, nameOf(item))}` : null;
    return (
      <li class="row leaving">
        <a href={href} data-row aria-current={isSelected || undefined} onClick={follow(onOpen)}>
          <span>{said ?? `${nameOf(item)} ${words.gone}`}</span>
        </a>
      </li>
    );
  }
  const looking = claimOfOther(item, desk.moderator.id, now);
  const lateBy = now - Date.parse(item.dueAt);
  const isLate = item.state !== 'closed' && lateBy > 0;
  const showsSite = desk.moderator.sites.length > 1 && desk.navigation.place.value.site === null;
  return (
    <li class={`row ${row.isNew ? 'new' : ''} ${isMarked ? 'marked' : ''}`}>
      <a href={href} data-row aria-current={isSelected || undefined} onClick={follow(onOpen)}>
        <Score score={item.score} />
        <span class="row-head">
          <b class="name">{nameOf(item)}</b>
          <Age at={item.openedAt} />
        </span>
        <span class={item.comment.html === null ? 'excerpt erased' : 'excerpt'}>
          {item.comment.html === null ? itemWords.erased : excerptOf(item.comment)}
        </span>
        <span class="tags">
          {isLate && <span class="tag late">{words.overdue(spanWords(lateBy))}</span>}
          {tagsOf(item).map((tag) => (
            <span key={tag.text} class={tag.isWarning ? 'tag warn' : 'tag'}>
              {tag.text}
            </span>
          ))}
          {showsSite && <span class="tag">{item.site}</span>}
          {looking && (
            <span class="looking">
              <EyeIcon /> {words.looking(looking)}
            </span>
          )}
        </span>
      </a>
      <label class="mark">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isMarked}
          onChange={(event) => setMark(desk, item.id, event.currentTarget.checked)}
        />
        <span class="visually-hidden">{words.mark(nameOf(item))}</span>
      </label>
    </li>
  );
}

/** Two thirds of what a single strong reason brings is urgent; the number says it for those who see no colour. */
const URGENT_FROM = 60;
const NOTABLE_FROM = 30;

export function Score({ score }: { score: number }) {
  const tier = score >= URGENT_FROM ? 'urgent' : score >= NOTABLE_FROM ? 'notable' : '';
  return (
    <span class={`score ${tier}`} title={words.score(score)}>
      <span class="visually-hidden">{words.score(score)}</span>
      <span aria-hidden="true">{score}</span>
    </span>
  );
}

/** A plain click opens beside the list; one with a modifier is the browser's, for a tab of its own. */
function follow(onOpen: () => void) {
  return (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
}
