import type { ReviewItemDetail } from '@parley/contracts/objects';
import { flagNames, reasonName } from '../names.ts';
import { item as words } from './words.ts';

export type SumLine = { name: string; evidence: string | null; points: number };

/**
 * The score as a sum that adds up, or says what does not: the service names each part as `rule: evidence`, and
 * one part stands for all flags of a kind, however many.
 */
export function scoreSum(detail: ReviewItemDetail): { lines: SumLine[]; total: number } {
  const lines = detail.score.map(({ what, points }) => ({ ...nameLine(what, detail), points }));
  const total = detail.item.score;
  const missing = total - lines.reduce((sum, line) => sum + line.points, 0);
  if (missing !== 0) lines.push({ name: words.unexplained, evidence: null, points: missing });
  return { lines, total };
}

function nameLine(what: string, detail: ReviewItemDetail): Omit<SumLine, 'points'> {
  const reason = detail.item.reasons.find((one) => what.startsWith(`${one.reason}: `));
  if (!reason) return { name: what, evidence: null };
  const evidence = what.slice(reason.reason.length + 2);
  if (reason.source === 'flag') {
    const kind = reason.reason.replace(/^flag:/, '');
    return { name: words.flagLine(flagNames[kind] ?? kind, detail.item.flags[kind] ?? 1), evidence: null };
  }
  return { name: reasonName(reason.reason), evidence };
}
