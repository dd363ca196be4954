import type { FlagReason, FlagRecord } from '@parley/contracts/objects';

export type SortedFlags = {
  /** Flags with a note, or about a text that reads differently now. */
  telling: FlagRecord[];
  /** The others, by reason, most frequent first. */
  silent: { reason: FlagReason; names: string[] }[];
};

/** `source` is the text as it is now; null when it is erased, and then every snapshot tells something. */
export function sortFlags(flags: readonly FlagRecord[], source: string | null): SortedFlags {
  const isTelling = (flag: FlagRecord) => flag.note !== null || flag.snapshot !== source;
  const byReason = Map.groupBy(
    flags.filter((flag) => !isTelling(flag)),
    (flag) => flag.reason,
  );
  const silent = [...byReason].map(([reason, some]) => ({
    reason,
    names: some.map((flag) => flag.reader.name),
  }));
  return {
    telling: flags.filter(isTelling),
    silent: silent.sort((one, other) => other.names.length - one.names.length),
  };
}
