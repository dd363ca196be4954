import type { FlagRecord, ReviewItemDetail, ScorePart } from '@parley/contracts/objects';
import { flagNames, reasonName } from '../names.ts';
import { item as words } from './words.ts';

/** `parts` add up to the points, and so do the `flags` that were weighed. */
export type SumLine = {
  name: string;
  evidence: string | null;
  points: number;
  parts: PartLine[];
  flags: FlagRecord[];
};
export type PartLine = { name: string; points: number; detail: string | null };

/**
 * The score as a sum that adds up, or says what does not: the service names each line as `rule: evidence`, and one line
 * stands for all flags of a kind, however many, with the parts of what they weigh.
 */
export function scoreSum(detail: ReviewItemDetail): { lines: SumLine[]; total: number } {
  const lines = detail.score.map(({ what, points, parts = [] }) => ({
    ...nameLine(what, detail),
    ...{ points, parts: parts.map(nameOfPart) },
  }));
  const total = detail.item.score;
  const missing = total - lines.reduce((sum, line) => sum + line.points, 0);
  if (missing !== 0) {
    lines.push({ name: words.unexplained, evidence: null, points: missing, parts: [], flags: [] });
  }
  return { lines, total };
}

/** A part in words, with what it is for where that is told. */
export function nameOfPart({ part, points, detail }: ScorePart): PartLine {
  const isNamed = part === 'reason' && detail !== undefined;
  return {
    name: words.parts[part],
    points,
    detail: isNamed ? (flagNames[detail] ?? detail) : (detail ?? null),
  };
}

function nameLine(what: string, detail: ReviewItemDetail): Pick<SumLine, 'name' | 'evidence' | 'flags'> {
  const reason = detail.item.reasons.find((one) => what.startsWith(`${one.reason}: `));
  if (!reason) return { name: what, evidence: null, flags: [] };
  const evidence = what.slice(reason.reason.length + 2);
  if (reason.source === 'flag') {
    const kind = reason.reason.replace(/^flag:/, '');
    const name = words.flagLine(flagNames[kind] ?? kind, detail.item.flags[kind] ?? 1);
    return { name, evidence: null, flags: detail.flags.filter((flag) => flag.reason === kind) };
  }
  return { name: reasonName(reason.reason), evidence, flags: [] };
}
