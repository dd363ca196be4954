/** The part of the storage port that keeps what authors were told to refrain from. */
import type { ActRecord } from './act-store.ts';

export type SanctionKind = 'ban' | 'mute' | 'premoderate';

export type SanctionRecord = {
  id: string;
  kind: SanctionKind;
  reader: { id: string; name: string };
  /** The reader's site. */
  site: string;
  /** Whether it holds on all sites where the same person signs on, whom `externalId` names. */
  everywhere: boolean;
  externalId: string | null;
  /** Null: until it is lifted. */
  until: number | null;
  /** In plain words; told to the reader, but for a mute. */
  reason: string;
  by: { id: string; name: string };
  at: number;
  lifted: { by: { id: string; name: string }; at: number } | null;
  /** The bulk by which their latest comments were removed with it. */
  removal: string | null;
};

export type SanctionStore = {
  /** Stores it together with the act. */
  add(sanction: SanctionRecord, act?: ActRecord): Promise<void>;
  find(id: string): Promise<SanctionRecord | null>;
  /** Ends it, together with the act; null, and no act, when it is lifted already or not there. */
  lift(
    id: string,
    lifted: NonNullable<SanctionRecord['lifted']>,
    act?: ActRecord,
  ): Promise<SanctionRecord | null>;
  /** What holds at `now` for a reader, and everywhere for whom the site calls `externalId`. Few, in any order. */
  active(reader: { id: string; externalId: string | null }, now: number): Promise<SanctionRecord[]>;
  /** What a reader was ever told, newest first. */
  listFor(reader: string, limit: number): Promise<SanctionRecord[]>;
  /** What holds at `now` on these sites, newest first; `after`: the id of the last one seen. */
  list(query: {
    sites: string[];
    after: string | null;
    now: number;
    limit: number;
  }): Promise<{ sanctions: SanctionRecord[]; next: string | null }>;
};
