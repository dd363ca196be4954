import type { EmbedSettings } from './embed-settings.ts';

/** What the service counts in one call. */
const KEYS_MAX = 100;

/** Fills the elements of the page that ask for a thread's number of comments. Without an answer they stay. */
export function fillCounts({ api, site }: Pick<EmbedSettings, 'api' | 'site'>): void {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-comment-count]')];
  const keys = [...new Set(elements.map((element) => element.dataset.commentCount ?? ''))].filter(Boolean);
  for (let from = 0; from < keys.length; from += KEYS_MAX) {
    const query = new URLSearchParams([
      ['site', site],
      ...keys.slice(from, from + KEYS_MAX).map((key) => ['key', key] as [string, string]),
    ]);
    fetch(`${api}/v1/counts?${query}`)
      .then((response) => response.json())
      .then(({ counts }: { counts: Record<string, number> }) => {
        for (const element of elements) {
          const count = counts[element.dataset.commentCount ?? ''];
          if (count !== undefined) element.textContent = String(count);
        }
      })
      .catch(() => {});
  }
}
