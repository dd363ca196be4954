import type { Surroundings } from './report.ts';

/** Of our own files that did not load, so many are told. */
const FILES_MAX = 5;

/** What this browser says of itself and of our own files. */
export function readSurroundings(api: string, thread: { seq: number; head: number } | null): Surroundings {
  return {
    page: location.href,
    userAgent: navigator.userAgent,
    language: navigator.language,
    width: innerWidth,
    seq: thread?.seq ?? null,
    head: thread?.head ?? null,
    files: failedFiles(api),
  };
}

/** Scripts that our first one loads, and of which it may see how they fared. */
const SCRIPT = /^\/(widget|help)\b.*\.js$/;

/** Scripts of ours that came with a fault. Browsers that do not tell the status say nothing of it. */
function failedFiles(api: string): { file: string; status: number }[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry): entry is PerformanceResourceTiming => entry.name.startsWith(`${api}/`))
    .map(({ name, responseStatus }) => ({
      file: name.slice(api.length).replace(/[?#].*/, ''),
      status: responseStatus,
    }))
    .filter(({ file, status }) => SCRIPT.test(file) && (status === 0 || status >= 400))
    .slice(-FILES_MAX);
}
