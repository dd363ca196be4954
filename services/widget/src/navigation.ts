import type { Store } from './store.ts';
import { isShown } from './thread-places.ts';
import { commentOf, type ThreadState } from './thread-shape.ts';
import type { View } from './view.ts';

const PREFIX = '#comment-';
const BRANCH = '#branch-';
/** Ancestors shown above a comment that stands too deep for the whole line to be shown. */
const ANCESTORS_SHOWN = 2;

/** The page's address without its last part: on a page with a `base` that part alone would lead elsewhere. */
const here = () => location.href.replace(/#.*/, '');
/** Where this page shows a comment. */
export const addressOf = (id: string) => here() + PREFIX + id;
/** Where it shows the branch below a comment. */
export const branchOf = (id: string) => here() + BRANCH + id;

export type Navigation = ReturnType<typeof createNavigation>;

/** Takes the reader to comments: by link, by branch, by what they have just done. */
export function createNavigation(deps: {
  store: Store<View>;
  url: string;
  /** Loads a comment that is not on the page yet. Resolves to whether it is there. */
  bringIn: (id: string) => Promise<boolean>;
}) {
  const { store } = deps;

  /** Shows a comment and gives it the focus, loading what stands above it if need be. */
  async function goTo(id: string, show = reveal): Promise<void> {
    const state = store.get().thread;
    if (!state || !id.startsWith(state.thread.id)) return;
    const isThere = isOnPage(state, id) || (await deps.bringIn(id));
    if (isThere) show(id);
    else store.set({ isLinkGone: true });
  }

  /** Shows one branch alone; null for the whole thread. */
  function showBranch(branch: string | null): void {
    const id = branch ?? store.get().branch;
    store.set({ branch, target: id === null ? null : { id, mayScroll: true } });
  }

  /** Unfolds what hides a comment, and narrows the view to its branch where it stands too deep. */
  function reveal(id: string): void {
    const { thread, folded, branch, levels } = store.get();
    if (!thread) return;
    const line = lineTo(thread, id);
    const from = branch === null ? 0 : line.indexOf(branch);
    const isTooDeep = from === -1 || line.length - 1 - from > levels;
    const nextBranch = line.length - 1 <= levels ? null : (line.at(-1 - ANCESTORS_SHOWN) ?? null);
    store.set({
      folded: new Set([...folded].filter((one) => !line.includes(one))),
      branch: isTooDeep ? nextBranch : branch,
      target: { id, mayScroll: true },
      isLinkGone: false,
    });
  }

  return {
    goTo,
    reveal,
    /** Follows the page's own address where it names a comment or a branch; the way back from a branch too. */
    followHash(hash: string): void {
      if (hash.startsWith(PREFIX)) {
        const linked = hash.slice(PREFIX.length);
        store.set({ linked });
        void goTo(linked);
      } else if (hash.startsWith(BRANCH)) void goTo(hash.slice(BRANCH.length), showBranch);
      else if (store.get().branch !== null) showBranch(null);
    },
    linkTo: (id: string) => deps.url + PREFIX + id,
    /** Out of a branch, and out of its address. */
    showAll(): void {
      if (location.hash.startsWith(BRANCH)) history.replaceState(history.state, '', here());
      showBranch(null);
    },
  };
}

function isOnPage(state: ThreadState, id: string): boolean {
  return lineTo(state, id).every((one) => isShown(state, one));
}

/** The ancestors of a comment from the root, itself last. */
function lineTo(state: ThreadState, id: string): string[] {
  const line: string[] = [];
  for (let at: string | null = id; at !== null; at = commentOf(state, at)?.parent ?? null) line.unshift(at);
  return line;
}
