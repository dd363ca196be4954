/** Between two looks, in milliseconds: short against any time-out, long enough to leave the processor alone. */
const LOOK_EVERY_MS = 10;

/**
 * Waits until `check` answers something truthy and returns that. A check that throws counts as "not yet".
 * Rejects after `timeoutMs` saying what was waited for and what the last look found.
 */
export async function waitFor<T>(
  what: string,
  check: () => T | Promise<T>,
  timeoutMs = 20_000,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const startedAt = performance.now();
  let last: unknown;
  for (;;) {
    try {
      const answer = await check();
      if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() - startedAt > timeoutMs) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const found = last instanceof Error ? last.message : JSON.stringify(last);
  throw new Error(`waited ${timeoutMs} ms for ${what}; last look: ${found}`, {
    cause: last instanceof Error ? last : undefined,
  });
}
