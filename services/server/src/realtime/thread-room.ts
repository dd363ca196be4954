import type { Change, Changes } from '@parley/contracts/objects';
import { threadChannel, type Unsubscribe } from '@parley/core/ports/event-bus';
import type { ThreadChangesMessage, ThreadMessage } from '@parley/core/threads/messages';
import type { RealtimeDeps } from './deps.ts';
import { FanOut, type RoomOutlet } from './fan-out.ts';
import { RecentChanges } from './recent-changes.ts';
import { SharedLoad } from './shared-load.ts';
import { OtherViewers } from './viewers.ts';

/** Messages of one thread may overtake one another by this much before a missing one is fetched. */
const REORDER_WAIT_MS = 40;
/** A viewer who was away asks for this many changes more than needed, for the next one a little further behind. */
const LOAD_SLACK = 64;
/** Messages kept while a room opens. What is dropped is fetched with the next comparison of heads. */
const EARLY_MAX = 500;
/** A load that others began, one with slack, one without. */
const REACH_ATTEMPTS = 3;
/** A viewer who misses more text than this is quicker with a first slice; it also bounds what waits in a socket. */
const ANSWER_CHARACTERS_MAX = 1_000_000;
/** Changes a quiet room keeps for viewers who come back. */
const KEEP_RECENT = 100;

export type RoomDeps = Pick<RealtimeDeps, 'bus' | 'siteOfThread' | 'clock' | 'log' | 'metrics'> & {
  /** Bounded in time and in number of calls at once. */
  loadChanges: RealtimeDeps['loadChanges'];
  outlet: RoomOutlet;
  /** Names this process in what it tells others. */
  node: string;
};

/**
 * One thread on this process: hears of its changes from the bus, puts them in order, fetches what is missing,
 * hands them to the fan-out, and answers viewers who come (back) from memory. However many viewers come
 * at once, the store is read once.
 */
export class ThreadRoom {
  readonly thread: string;
  /** Null while the thread does not exist. */
  site: string | null = null;
  /** Resolves when the room can answer; rejects when it could not be opened. */
  readonly ready: Promise<void>;
  readonly others: OtherViewers;
  readonly #deps: RoomDeps;
  readonly #recent = new RecentChanges();
  readonly #fanOut: FanOut;
  #unsubscribe: Unsubscribe | null = null;
  #isOpen = false;
  #isClosed = false;
  /** Messages that came while the room was opening. */
  #early: ThreadChangesMessage[] = [];
  #repairTimer: NodeJS.Timeout | null = null;
  readonly #loads: SharedLoad;
  /** The log is known not to reach back to here. */
  #goneUpTo = -1;
  /** The highest head that the bus has told of. */
  #heardHead = 0;
  /** Comparisons in a row that found the store behind. */
  #roundsAhead = 0;
  #siteCheck: Promise<void> | null = null;

  constructor(thread: string, firstAfter: number, deps: RoomDeps) {
    this.thread = thread;
    this.#deps = deps;
    this.#fanOut = new FanOut(thread, this.#recent, deps.outlet, deps.metrics);
    this.#loads = new SharedLoad(async (after) => {
      deps.metrics?.count('store-loads');
      this.#merge(after, await deps.loadChanges(thread, after));
    });
    this.others = new OtherViewers(deps.clock, deps.node);
    this.ready = this.#open(firstAfter);
    // Whoever joins awaits it; nobody may be left to.
    this.ready.catch(() => {});
  }

  get head(): number {
    return this.#recent.head;
  }

  /** Up to where the viewers have been sent everything. */
  get sentHead(): number {
    return this.#fanOut.sentHead;
  }

  /** Makes sure that `answerFrom(after)` is as good as the store's own answer. Rejects when the store cannot say. */
  async reach(after: number): Promise<void> {
    await this.ready;
    for (let attempt = 0; attempt < REACH_ATTEMPTS && !this.#covers(after); attempt += 1) {
      if (this.#loads.mayBring(after)) await this.#loads.current;
      else if (after > this.head) return this.#loads.load(this.head);
      // The log may reach back to `after`, though not to the slack before it.
      else await this.#loads.load(attempt === 0 ? Math.max(0, after - LOAD_SLACK) : after);
    }
  }

  /** What a viewer at `after` misses, up to `head`; `reset` when that cannot be told. */
  answerFrom(after: number): Changes {
    const changes = this.#recent.since(after);
    if (changes && charactersOf(changes) <= ANSWER_CHARACTERS_MAX) return { head: this.head, changes };
    this.#deps.metrics?.count('resets');
    return { head: this.head, reset: true };
  }

  /**
   * Holds this room against the store's head of a moment ago, and fetches what it misses. A store that stays
   * behind for two rounds was put back to an earlier state: then it is asked, and it is right.
   * Rejects when the store cannot say.
   */
  async compare(storeHead: number): Promise<void> {
    if (!this.#isOpen) return;
    this.#roundsAhead = storeHead < this.head ? this.#roundsAhead + 1 : 0;
    if (storeHead > this.head) {
      this.#deps.metrics?.count('heads-behind');
      await this.#catchUp();
    } else if (this.#roundsAhead >= 2) {
      this.#roundsAhead = 0;
      await this.#catchUp();
    }
    if (this.head > this.sentHead) this.#deliver();
  }

  /** Gives back what only a burst of returning viewers needs. */
  trim(): void {
    this.#recent.trim(Math.max(KEEP_RECENT, this.head - this.sentHead));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#fanOut.stop();
    if (this.#repairTimer) clearTimeout(this.#repairTimer);
    this.#repairTimer = null;
    await this.#unsubscribe?.();
  }

  async #open(after: number): Promise<void> {
    // Listening before reading: what happens in between comes twice rather than never.
    this.#unsubscribe = await this.#deps.bus.subscribe(threadChannel(this.thread), (message) =>
      this.#hear(message),
    );
    if (this.#isClosed) await this.#unsubscribe();
    this.#recent.restart(after);
    const [site] = await Promise.all([this.#deps.siteOfThread(this.thread), this.#loads.load(after)]);
    this.site = site;
    this.#isOpen = true;
    this.#fanOut.restart(this.head);
    for (const message of this.#early.splice(0)) this.#take(message);
  }

  #covers(after: number): boolean {
    return (after >= this.#recent.start && after <= this.head) || after <= this.#goneUpTo;
  }

  #hear(text: string): void {
    const message = JSON.parse(text) as ThreadMessage;
    if ('viewers' in message) {
      this.others.note(message.node, message.viewers);
      return;
    }
    this.#deps.metrics?.count('bus-messages');
    if (this.#isOpen) this.#take(message);
    else if (this.#early.length < EARLY_MAX) this.#early.push(message);
  }

  #take({ head, changes }: ThreadChangesMessage): void {
    if (this.#isClosed) return;
    this.#heardHead = Math.max(this.#heardHead, head);
    if (this.#recent.add(changes)) this.#deliver();
    if (this.#isBehind) this.#repairSoon();
  }

  get #isBehind(): boolean {
    return this.#recent.hasHole || this.#heardHead > this.head;
  }

  /** Fetches what the store has beyond `head`. */
  async #catchUp(): Promise<void> {
    // A load under way may have read the store before what is missing was written.
    await this.#loads.current.catch(() => {});
    await this.#loads.load(this.head);
  }

  #deliver(): void {
    if (this.site !== null) this.#fanOut.schedule();
    else this.#siteCheck ??= this.#learnSite();
  }

  /** The thread came into being with viewers waiting: only those of its site may go on. */
  async #learnSite(): Promise<void> {
    try {
      this.site = await this.#deps.siteOfThread(this.thread);
      if (this.site === null) return;
      this.#deps.outlet.keepOnly(this.thread, this.site);
      this.#fanOut.schedule();
    } catch (error) {
      this.#deps.log.warn('room.site-unknown', { thread: this.thread, error });
    } finally {
      this.#siteCheck = null;
    }
  }

  #repairSoon(): void {
    this.#repairTimer ??= setTimeout(async () => {
      this.#repairTimer = null;
      if (!this.#isBehind || this.#isClosed) return;
      this.#deps.metrics?.count('holes-repaired');
      try {
        await this.#catchUp();
      } catch (error) {
        // The next comparison of heads finds the hole again.
        this.#deps.log.warn('room.repair-failed', { thread: this.thread, error });
      }
    }, REORDER_WAIT_MS);
  }

  #merge(after: number, loaded: Changes): void {
    if (this.#isClosed) return;
    const isFirst = !this.#isOpen;
    if (loaded.reset || loaded.head < after) {
      if (after < loaded.head) this.#goneUpTo = Math.max(this.#goneUpTo, after);
      // From the middle of what is held here: the log was cut short, or a thread began anew.
      if (isFirst || after >= this.head) this.#restart(loaded.head);
      return;
    }
    const changes = loaded.changes ?? [];
    this.#recent.addOlder(changes);
    const hasMoved = this.#recent.add(changes);
    if (hasMoved && !isFirst) this.#deliver();
  }

  /** The viewers of this process are too far behind for the log: they load the thread anew. */
  #restart(head: number): void {
    this.#recent.restart(head);
    this.#heardHead = head;
    if (!this.#isOpen) return;
    this.#goneUpTo = -1;
    this.#fanOut.restart(head);
    this.#deps.metrics?.count('resets');
    this.#deps.outlet.sendReset(this.thread, head);
  }
}

function charactersOf(changes: readonly Change[]): number {
  return changes.reduce((sum, { comment }) => sum + (comment?.html?.length ?? 0), 0);
}
