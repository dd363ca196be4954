import type { Comment } from '@parley/contracts/objects';
import { useMemo } from 'preact/hooks';
import { OnDemand } from './OnDemand.tsx';
import { trusted } from './page/trusted-html.ts';
import { useWidget } from './widget.ts';

/** What was written, with a note above it where only its author sees it. */
export function CommentText({ comment }: { comment: Comment }) {
  return (
    <>
      <Note comment={comment} />
      {comment.html !== null && <Html html={comment.html} />}
    </>
  );
}

function Note({ comment }: { comment: Comment }) {
  const { t } = useWidget();
  if (!comment.author || (comment.status !== 'held' && comment.status !== 'rejected')) return null;
  const isHeld = comment.status === 'held';
  return (
    <div class={`note ui ${comment.status}`}>
      <b>{t(isHeld ? 'heldTitle' : 'rejectedTitle')}</b> {t(isHeld ? 'heldText' : 'rejectedText')}
      <OnDemand form="Reason" comment={comment} />
    </div>
  );
}

/** Rendered and sanitized by the service. Drawn anew only when it changes, so that a selection in it lives on. */
function Html({ html }: { html: string }) {
  const inner = useMemo(() => ({ __html: trusted(html) }), [html]);
  return <div class="body" part="text" lang="" dir="auto" dangerouslySetInnerHTML={inner} />;
}
