/**
 * Reads of a log from some point on, one at a time: whoever needs no more than what is being read already waits
 * for the same answer; whoever needs more gets a read of their own after it.
 */
export class SharedLoad {
  #running: { after: number; done: Promise<void> } | null = null;
  readonly #run: (after: number) => Promise<void>;

  constructor(run: (after: number) => Promise<void>) {
    this.#run = run;
  }

  /** Whether the read under way, if any, begins early enough for `after`. */
  mayBring(after: number): boolean {
    return this.#running !== null && this.#running.after <= after;
  }

  /** The read under way. Resolved when there is none; rejects as the read does. */
  get current(): Promise<void> {
    return this.#running?.done ?? Promise.resolve();
  }

  load(after: number): Promise<void> {
    if (this.#running && this.#running.after <= after) return this.#running.done;
    const before = this.current;
    const running = { after, done: Promise.resolve() };
    const begin = async () => {
      // Its fate is its own callers' concern.
      await before.catch(() => {});
      await this.#run(after);
    };
    running.done = begin().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running.done;
  }
}
