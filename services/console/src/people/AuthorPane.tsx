import type { Comment } from '@parley/contracts/objects';
import type { AuthorDetail } from '@parley/contracts/sanction-objects';
import { useEffect } from 'preact/hooks';
import { AuthorNotes } from '../author/AuthorNotes.tsx';
import { SanctionList } from '../author/SanctionList.tsx';
import { Standing } from '../author/Standing.tsx';
import { author as authorWords } from '../author/words.ts';
import { useDesk } from '../desk/desk-context.ts';
import { excerptOf } from '../item/excerpt.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { shell } from '../messages.ts';
import { badgeNames, statusShort } from '../names.ts';
import { formatPlace, type PeoplePlace, unfilteredLog } from '../place/place.ts';
import { wholeLane } from '../place/queue-place.ts';
import { DetailPane } from '../shell/DetailPane.tsx';
import { Age } from '../time/Age.tsx';
import { StaffList } from './StaffList.tsx';
import { people as words } from './words.ts';

/** Another moderator's sanction is seen within this time. */
const REFRESH_EVERY_MS = 10_000;

/** Somebody as moderators of their site see them; with nobody chosen, who moderates. */
export function AuthorPane({ place }: { place: PeoplePlace }) {
  const { authors } = useDesk();
  const { author } = place;
  useEffect(() => {
    if (author === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) void authors.load(author);
    }, REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [author, authors]);
  const entry = author === null ? undefined : authors.entries.value[author];
  return (
    <DetailPane label={words.label} opened={author} back={formatPlace({ ...place, author: null })}>
      {author === null && (
        <>
          <p class="said">{words.none}</p>
          <StaffList />
        </>
      )}
      {entry?.status === 'loading' && <p class="said">{words.loading}</p>}
      {author !== null && entry?.status === 'failed' && (
        <div class="said" role="alert">
          <p>{entry.error.code === 'not-found' ? words.missing : words.detailFailed}</p>
          <p class="quiet-text">{entry.error.message}</p>
          <button type="button" class="button" onClick={() => void authors.load(author)}>
            {shell.retry}
          </button>
        </div>
      )}
      {entry?.status === 'ready' && <Person key={entry.value.author.id} detail={entry.value} />}
    </DetailPane>
  );
}

function Person({ detail }: { detail: AuthorDetail }) {
  const { panels } = useDesk();
  const { author, standing, recent } = detail;
  const { id, name, site } = author;
  return (
    <article class="item person">
      <header class="item-head">
        <h1 tabIndex={-1}>{name}</h1>
        <p class="facts">
          <span>{badgeNames[author.badge]}</span>
          <span>{site}</span>
          <span>
            {words.since} <Age at={author.since} isSentence />
          </span>
          <span>
            {words.id} <code>{id}</code>
          </span>
        </p>
      </header>
      <section class="author">
        <Standing counts={standing} />
        <SanctionList detail={detail} />
        <AuthorNotes detail={detail} />
        <div class="author-ways">
          {detail.maySanction && (
            <button
              type="button"
              class="button"
              aria-haspopup="dialog"
              onClick={() => (panels.sanctioning.value = { id, name, site })}
            >
              {words.sanction} <Keys press={keyOf('sanction')} />
            </button>
          )}
          <a class="link" href={formatPlace({ ...wholeLane('open', site), author: id })}>
            {authorWords.onlyTheirs}
          </a>
          <a class="link" href={formatPlace({ ...unfilteredLog(site), author: id })}>
            {words.log}
          </a>
        </div>
      </section>
      <section aria-label={words.recent}>
        <h2>{words.recent}</h2>
        {recent.length === 0 && <p class="quiet-text">{words.noRecent}</p>}
        <ul class="room-comments">
          {recent.map((comment) => (
            <Line key={comment.id} comment={comment} site={site} />
          ))}
        </ul>
      </section>
    </article>
  );
}

function Line({ comment, site }: { comment: Comment; site: string }) {
  return (
    <li>
      <p>
        <span class={`status ${comment.status}`}>{statusShort[comment.status]}</span>{' '}
        <Age at={comment.createdAt} isSentence />
      </p>
      <p class="excerpt">{comment.html === null ? words.erased : excerptOf(comment)}</p>
      <a class="small-button" href={formatPlace({ ...unfilteredLog(site), comment: comment.id })}>
        {words.toItem}
      </a>
    </li>
  );
}
