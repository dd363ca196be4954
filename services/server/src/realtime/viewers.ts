import type { Clock } from '@parley/core/ports/host';

/** A process that has not repeated its number for this long no longer counts: it may be gone. */
const FORGET_AFTER_MS = 45_000;
/** Repeating well within that. */
export const REPEAT_VIEWERS_MS = 15_000;
/** More processes than this are not counted: the number is a courtesy, memory is not. */
const NODES_MAX = 64;

/** How many viewers of one thread the other processes serve, as far as they have told. */
export class OtherViewers {
  readonly #byNode = new Map<string, { viewers: number; at: number }>();
  readonly #clock: Clock;
  readonly #ownNode: string;

  constructor(clock: Clock, ownNode: string) {
    this.#clock = clock;
    this.#ownNode = ownNode;
  }

  note(node: string, viewers: number): void {
    if (node === this.#ownNode) return;
    if (viewers <= 0) this.#byNode.delete(node);
    else if (this.#byNode.has(node) || this.#byNode.size < NODES_MAX) {
      this.#byNode.set(node, { viewers, at: this.#clock.now() });
    }
  }

  count(): number {
    const now = this.#clock.now();
    let sum = 0;
    for (const [node, { viewers, at }] of this.#byNode) {
      // Either way: a clock that was put back would keep a process that is gone.
      if (Math.abs(now - at) > FORGET_AFTER_MS) this.#byNode.delete(node);
      else sum += viewers;
    }
    return sum;
  }
}
