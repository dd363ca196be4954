import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Change, Comment } from '@parley/contracts/objects';

/** Changes that arrived ahead of their turn; more of them than the log is long cannot be made use of. */
const AHEAD_MAX = LOG_LENGTH;

/**
 * The end of a thread's log as this process knows it: `start + 1 … head`, without holes. What arrives ahead of
 * its turn waits until the hole before it is filled.
 *
 * Every entry shows its comment as it is at `head`, just as the store's log does: the text of a comment that
 * was removed since is not handed out with the entry that published it.
 */
export class RecentChanges {
  #changes: Change[] = [];
  #ahead = new Map<number, Change>();
  #head = 0;

  get head(): number {
    return this.#head;
  }

  /** Everything after this number is held here. */
  get start(): number {
    return this.#head - this.#changes.length;
  }

  /** Whether something waits for a change that has not come. */
  get hasHole(): boolean {
    return this.#ahead.size > 0;
  }

  /** Forgets everything and continues from `head`. */
  restart(head: number): void {
    this.#changes = [];
    this.#ahead.clear();
    this.#head = head;
  }

  /** Takes changes in any order; known ones do no harm. Answers whether `head` moved. */
  add(changes: readonly Change[]): boolean {
    const before = this.#head;
    for (const change of changes) {
      if (change.seq === this.#head + 1) this.#append(change);
      else if (change.seq > this.#head) this.#wait(change);
    }
    for (let next = this.#ahead.get(this.#head + 1); next; next = this.#ahead.get(this.#head + 1)) {
      this.#append(next);
    }
    this.trim(LOG_LENGTH);
    return this.#head > before;
  }

  /** Puts older changes (in order, without holes) before those held. Ignored when they do not reach up to them. */
  addOlder(changes: readonly Change[]): void {
    const older = changes.filter((change) => change.seq <= this.start);
    if (older.at(-1)?.seq !== this.start) return;
    const all = [...older, ...this.#changes];
    const newest = new Map<string, Comment>();
    for (const { comment } of all) {
      if (comment && comment.rev >= (newest.get(comment.id)?.rev ?? 0)) newest.set(comment.id, comment);
    }
    this.#changes = all.map((entry) => {
      const comment = entry.comment && newest.get(entry.comment.id);
      return comment ? { ...entry, comment } : entry;
    });
    this.trim(LOG_LENGTH);
  }

  /** What follows `after`, in order; null when that reaches back too far or `after` lies ahead. */
  since(after: number): Change[] | null {
    if (after < this.start || after > this.#head) return null;
    return this.#changes.slice(after - this.start);
  }

  /** Keeps the newest `length` entries. */
  trim(length: number): void {
    if (this.#changes.length > length) this.#changes = this.#changes.slice(-length);
  }

  #append(change: Change): void {
    this.#ahead.delete(change.seq);
    this.#changes.push(change);
    this.#head = change.seq;
    this.#showLatest(change);
  }

  #wait(change: Change): void {
    // A hole this wide is filled from the store, with what waits here.
    if (this.#ahead.size >= AHEAD_MAX) this.#ahead.clear();
    this.#ahead.set(change.seq, change);
  }

  /** Lets the entries about this change's comment, this one included, show the newest state any of them has. */
  #showLatest(change: Change): void {
    if (!change.comment) return;
    const { id } = change.comment;
    let newest = change.comment;
    for (const { comment } of this.#changes) {
      if (comment?.id === id && comment.rev > newest.rev) newest = comment;
    }
    this.#changes.forEach((entry, index) => {
      if (entry.comment?.id === id && entry.comment.rev < newest.rev) {
        this.#changes[index] = { ...entry, comment: newest };
      }
    });
  }
}
