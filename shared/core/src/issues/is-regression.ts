import type { IssueGroupRecord } from '../ports/issue-records.ts';

/** Whether a report from this version says that what was fixed is broken again. */
export function isRegression(
  group: Pick<IssueGroupRecord, 'state' | 'fixedIn'>,
  version: string | null,
): boolean {
  if (group.state !== 'fixed' || group.fixedIn === null || version === null) return false;
  return compareVersions(version, group.fixedIn) >= 0;
}

/** Below, at or above 0, number by number; what follows the numbers does not count. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
