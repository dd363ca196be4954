import type { Comment, ReviewItemDetail } from '@parley/contracts/objects';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { excerptOf } from '../item/excerpt.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { shell } from '../messages.ts';
import { badgeNames, statusShort } from '../names.ts';
import { formatPlace } from '../place/place.ts';
import { wholeLane } from '../place/queue-place.ts';
import { Age } from '../time/Age.tsx';
import { AuthorNotes } from './AuthorNotes.tsx';
import { SanctionList } from './SanctionList.tsx';
import { Standing } from './Standing.tsx';
import { sanctions as sanctionWords, author as words } from './words.ts';

/** Passing by loads nothing. */
const LOADS_AFTER_MS = 250;
const RECENT_SHOWN = 5;

/**
 * The person behind a comment: since when, how it went so far, what holds for them and was noted about them, their latest words. The item
 * brings the first look with it; the rest follows.
 */
export function AuthorGlance({ detail }: { detail: ReviewItemDetail }) {
  const { authors, panels } = useDesk();
  const { id } = detail.author;
  const { version } = detail.item;
  // A decision changes its author’s standing: each version is asked about anew.
  useEffect(() => {
    const timer = setTimeout(() => void authors.load(id), LOADS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [authors, id, version]);
  const entry = authors.entries.value[id];
  const full = entry?.status === 'ready' ? entry.value : null;
  const { author } = detail;
  const { site } = detail.item;
  return (
    <section class="author" aria-busy={entry?.status === 'loading'}>
      <h2>{words.title(author.name)}</h2>
      <p class="facts">
        <span>{badgeNames[author.badge]}</span>
        <span>
          {words.since} <Age at={author.since} isSentence />
        </span>
      </p>
      <Standing counts={full?.standing ?? author} />
      {full && <SanctionList detail={full} />}
      {full && <AuthorNotes key={id} detail={full} />}
      <div class="author-ways">
        {full?.maySanction && (
          <button
            type="button"
            class="button"
            aria-haspopup="dialog"
            onClick={() => (panels.sanctioning.value = { id, name: author.name, site })}
          >
            {sanctionWords.open} <Keys press={keyOf('sanction')} />
          </button>
        )}
        <a class="link" href={formatPlace({ ...wholeLane('open', site), author: id })}>
          {words.onlyTheirs}
        </a>
      </div>
      {entry?.status === 'failed' && (
        <p class="quiet-text" role="alert">
          {words.failed} {entry.error.message}{' '}
          <button type="button" class="link" onClick={() => void authors.load(id)}>
            {shell.retry}
          </button>
        </p>
      )}
      <Recent comments={full?.recent ?? author.recent} current={detail.item.id} />
    </section>
  );
}

function Recent({ comments, current }: { comments: readonly Comment[]; current: string }) {
  const [showsAll, setShowsAll] = useState(false);
  const others = comments.filter((comment) => comment.id !== current);
  const shown = showsAll ? others : others.slice(0, RECENT_SHOWN);
  return (
    <>
      <h3>{words.recent}</h3>
      {others.length === 0 && <p class="quiet-text">{words.noRecent}</p>}
      <ul class="recent">
        {shown.map((comment) => (
          <li key={comment.id}>
            <span class={`status ${comment.status}`}>{statusShort[comment.status]}</span>
            <span class="recent-text">{comment.html === null ? words.erased : excerptOf(comment)}</span>
            <Age at={comment.createdAt} />
          </li>
        ))}
      </ul>
      {shown.length < others.length && (
        <button type="button" class="link" onClick={() => setShowsAll(true)}>
          {words.showAll(others.length - shown.length)}
        </button>
      )}
    </>
  );
}
