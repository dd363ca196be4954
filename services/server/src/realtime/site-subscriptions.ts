import { siteChannel, type Unsubscribe } from '@parley/core/ports/event-bus';
import type { SiteMessage } from '@parley/core/threads/messages';
import type { RealtimeDeps } from './deps.ts';

/** Listens to the channels of those sites whose moderators are connected to this process. */
export class SiteSubscriptions {
  readonly #entries = new Map<string, { holders: number; unsubscribe: Promise<Unsubscribe> }>();
  readonly #deps: Pick<RealtimeDeps, 'bus' | 'log'>;
  readonly #announce: (site: string, message: SiteMessage) => void;

  constructor(
    deps: Pick<RealtimeDeps, 'bus' | 'log'>,
    announce: (site: string, message: SiteMessage) => void,
  ) {
    this.#deps = deps;
    this.#announce = announce;
  }

  /** Resolves when messages of all these sites arrive. What it answers gives them back, once. */
  async hold(sites: readonly string[]): Promise<() => void> {
    const entries = sites.map((site) => {
      const entry = this.#entries.get(site) ?? { holders: 0, unsubscribe: this.#subscribe(site) };
      entry.holders += 1;
      this.#entries.set(site, entry);
      return entry;
    });
    let isHeld = true;
    const release = () => {
      if (isHeld) for (const site of sites) this.#release(site);
      isHeld = false;
    };
    try {
      await Promise.all(entries.map(({ unsubscribe }) => unsubscribe));
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  async close(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(async ({ unsubscribe }) => (await unsubscribe)()));
  }

  #release(site: string): void {
    const entry = this.#entries.get(site);
    if (!entry) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    this.#entries.delete(site);
    entry.unsubscribe
      .then((unsubscribe) => unsubscribe())
      .catch((error) => this.#deps.log.warn('site.unsubscribe-failed', { site, error }));
  }

  #subscribe(site: string): Promise<Unsubscribe> {
    return this.#deps.bus.subscribe(siteChannel(site), (text) => {
      this.#announce(site, JSON.parse(text) as SiteMessage);
    });
  }
}
