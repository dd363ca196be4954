import type { FlagReason, FlagRecord } from '@parley/contracts/objects';

export type SortedFlags = {
  /** Flags with a note. */
  telling: FlagRecord[];
  /** The others, by reason, most frequent first. */
  silent: { reason: FlagReason; names: string[] }[];
  /** The texts that were flagged and read differently now, each once, with how many flags are about it. */
  texts: { text: string; count: number }[];
};

/** `source` is the text as it is now; null when it is erased, and then every flagged text is another. */
export function sortFlags(flags: readonly FlagRecord[], source: string | null): SortedFlags {
  const byReason = Map.groupBy(
    flags.filter(({ note }) => note === null),
    ({ reason }) => reason,
  );
  const byText = Map.groupBy(
    flags.filter(({ snapshot }) => snapshot !== source),
    ({ snapshot }) => snapshot,
  );
  const silent = [...byReason].map(([reason, some]) => ({
    reason,
    names: some.map((flag) => flag.reader.name),
  }));
  return {
    telling: flags.filter(({ note }) => note !== null),
    silent: silent.sort((one, other) => other.names.length - one.names.length),
    texts: [...byText].map(([text, some]) => ({ text, count: some.length })),
  };
}
