import type { ReviewItemDetail } from '@parley/contracts/objects';
import { badgeNames, statusShort } from '../names.ts';
import { Age } from '../time/Age.tsx';
import { excerptOf } from './excerpt.ts';
import { item as words } from './words.ts';

const KINDS = ['published', 'held', 'rejected'] as const;

/** The person behind a comment, at one glance: since when, how it went so far, and their latest words. */
export function AuthorGlance({ author }: { author: ReviewItemDetail['author'] }) {
  const all = KINDS.reduce((sum, kind) => sum + author[kind], 0);
  return (
    <section class="author">
      <h2>{words.author(author.name)}</h2>
      <p class="facts">
        <span>{badgeNames[author.badge]}</span>
        <span>
          {words.since} <Age at={author.since} isSentence />
        </span>
      </p>
      {all > 0 && <Standing author={author} all={all} />}
      <dl class="standing">
        {KINDS.map((kind) => (
          <div key={kind} class={kind}>
            <dd>{author[kind]}</dd>
            <dt>{words[kind]}</dt>
          </div>
        ))}
      </dl>
      {author.recent.length > 0 && (
        <>
          <h3>{words.recent}</h3>
          <ul class="recent">
            {author.recent.map((comment) => (
              <li key={comment.id}>
                <span class={`status ${comment.status}`}>{statusShort[comment.status]}</span>
                <span class="recent-text">
                  {comment.html === null ? words.erasedShort : excerptOf(comment)}
                </span>
                <Age at={comment.createdAt} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The shares as widths; the numbers below say the same in figures. */
function Standing({ author, all }: { author: ReviewItemDetail['author']; all: number }) {
  return (
    <svg class="standing-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {KINDS.map((kind, place) => {
        const before = KINDS.slice(0, place).reduce((sum, one) => sum + author[one], 0);
        return (
          <rect
            key={kind}
            class={kind}
            x={(before / all) * 100}
            width={(author[kind] / all) * 100}
            height="4"
          />
        );
      })}
    </svg>
  );
}
