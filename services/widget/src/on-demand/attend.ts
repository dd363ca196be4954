import { foldedKey } from '../view.ts';
import type { Widget } from '../widget.ts';
import { deleteNow } from './deleting.ts';
import { keepFarRootsAway } from './far-roots.ts';
import { keepDiagnosing } from './help-here.ts';
import { keepFocus } from './keep-focus.ts';
import { noteVisit } from './last-visit.ts';
import { proveByItself } from './prove-person.ts';
import { offerQuotes } from './quoting.ts';
import { markSeen } from './seen.ts';
import { shareSession } from './share-session.ts';
import { sendWaitingPosts } from './waiting-posts.ts';

/** What goes on beside the reading, from the first paint until `signal` ends it. */
export function attend(widget: Widget, root: ShadowRoot, signal: AbortSignal): void {
  keepFarRootsAway(root, widget.store, signal);
  markSeen(root, widget.store, signal);
  keepFocus(root, signal);
  shareSession(widget, signal);
  rememberFolds(widget, signal);
  offerQuotes(widget, root, signal);
  proveByItself(widget, root, signal);
  sendWaitingPosts(widget, signal);
  keepDiagnosing(widget, signal);
  signal.addEventListener('abort', () => deleteNow(widget));
  void noteVisit(widget, signal);
}

/** Folded branches stay folded until the reader closes the tab. */
function rememberFolds({ store, visit, settings }: Widget, signal: AbortSignal): void {
  let { folded } = store.get();
  const stop = store.subscribe(() => {
    if (store.get().folded === folded) return;
    folded = store.get().folded;
    visit.write(foldedKey(settings.key), [...folded]);
  });
  signal.addEventListener('abort', stop);
}
