import type { Comment, ReviewItemDetail } from '@parley/contracts/objects';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { badgeNames, statusNames } from '../names.ts';
import { Revisions } from '../revisions/Revisions.tsx';
import { revisions as revisionWords } from '../revisions/words.ts';
import { Age } from '../time/Age.tsx';
import { evidenceOf, highlight } from './evidence.ts';
import { item as words } from './words.ts';

/** Nearest first matters: a parent and its parent explain most replies. */
const ANCESTORS_SHOWN = 2;

/** The comment, below what it replies to. */
export function CommentInContext({ detail }: { detail: ReviewItemDetail }) {
  const { item, ancestors } = detail;
  const [showsAll, setShowsAll] = useState(false);
  const hidden = showsAll ? 0 : Math.max(0, ancestors.length - ANCESTORS_SHOWN);
  return (
    <>
      {ancestors.length > 0 && (
        <section class="ancestors" aria-label={words.ancestors}>
          {hidden > 0 && (
            <button type="button" class="link" onClick={() => setShowsAll(true)}>
              {words.earlier(hidden)}
            </button>
          )}
          {ancestors.slice(hidden).map((ancestor) => (
            <Ancestor key={ancestor.id} comment={ancestor} />
          ))}
        </section>
      )}
      <CommentCard comment={item.comment} evidence={evidenceOf(detail)} />
    </>
  );
}

function Ancestor({ comment }: { comment: Comment }) {
  return (
    <div class="ancestor">
      <p class="byline">
        <b>{comment.author?.name ?? words.unknownAuthor}</b> <Age at={comment.createdAt} isSentence />
        {comment.status !== 'published' && <span class="status"> {statusNames[comment.status]}</span>}
      </p>
      {comment.html === null ? <p class="erased">{words.removedAncestor}</p> : <Html html={comment.html} />}
    </div>
  );
}

function CommentCard({ comment, evidence }: { comment: Comment; evidence: string[] }) {
  const { comparing } = useDesk().panels;
  const body = useRef<HTMLDivElement>(null);
  const { author, html, source } = comment;
  // The list is made anew each time; its words are what counts.
  const marked = evidence.join('\n');
  useEffect(() => highlight(body.current, marked === '' ? [] : marked.split('\n')), [html, marked]);
  return (
    <div class="comment">
      <p class="byline">
        <b>{author?.name ?? words.unknownAuthor}</b>
        {author && author.badge !== 'member' && <span class="badge">{badgeNames[author.badge]}</span>}
        <Age at={comment.createdAt} isSentence />
        {comment.editedAt && (
          <span>
            {words.edited} <Age at={comment.editedAt} isSentence />
            {' · '}
            <button
              type="button"
              class="link"
              aria-expanded={comparing.value}
              onClick={() => (comparing.value = !comparing.value)}
            >
              {revisionWords.whatChanged}
            </button>
          </span>
        )}
        <span class={`status ${comment.status}`}>{statusNames[comment.status]}</span>
      </p>
      <div ref={body}>{html === null ? <p class="erased">{words.erased}</p> : <Html html={html} />}</div>
      {comment.editedAt && comparing.value && <Revisions comment={comment} />}
      {source !== undefined && (
        <details class="source">
          <summary>{words.source}</summary>
          <pre>{source}</pre>
        </details>
      )}
    </div>
  );
}

/** Comment bodies come sanitized from the service; nothing else may be passed here. */
function Html({ html }: { html: string }) {
  return <div class="body" dangerouslySetInnerHTML={{ __html: html }} />;
}
