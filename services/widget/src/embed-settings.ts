import type { Sort } from '@parley/contracts/objects';

/** What a page may say: attributes of the script or the element, or options of `mount`. */
export type EmbedOptions = { [option: string]: string | undefined };

export type EmbedSettings = {
  /** Origin of the service, without a slash at the end. */
  api: string;
  site: string;
  key: string;
  url: string;
  title: string;
  sort: Sort;
  theme: string;
  lang: string;
  ssoToken: string | null;
  /** The mail address of whoever runs the comments: where a report goes that can go nowhere else. */
  contact: string | null;
  /** The plain form for readers in trouble. */
  helpPage: string;
  /** The thread as a plain page, wherever its comments begin. */
  plainPage: string;
  /** Asks for the thread, before the app is there to do so. */
  open(): Opening;
};

/** A first slice under way, and the address it was asked for by. */
export type Opening = { url: string; response: Promise<Response> };

/** The order that the reader last chose on this site; null where there is none, or nothing may be kept. */
function chosenSort(): string | null {
  try {
    return localStorage.getItem('parley:sort');
  } catch {
    return null;
  }
}

function knownSort(sort: string | null | undefined): string | undefined {
  return /newest|oldest|top|discussed/.exec(sort ?? '')?.[0];
}

/** Fills in what the page leaves out: its canonical address without query and hash names the thread. */
export function readSettings(options: EmbedOptions, scriptSource?: string): EmbedSettings {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  const page = (canonical || location.href).replace(/[?#].*/, '');
  const settings = {
    api: (options.api || new URL(scriptSource || location.href).origin).replace(/\/$/, ''),
    site: options.site ?? '',
    key: options.key || page,
    url: options.url || page,
    title: options.title || document.title,
    sort: (knownSort(chosenSort()) ?? knownSort(options.sort) ?? 'newest') as Sort,
    theme: options.theme || 'auto',
    lang: options.lang || document.documentElement.lang,
    ssoToken: options.ssoToken || null,
    contact: options.contact || null,
  };
  const { api, site, key, url, title, lang } = settings;
  return {
    ...settings,
    helpPage: `${api}/h?${new URLSearchParams({ site, page, lang })}`,
    plainPage: `${api}/t?${new URLSearchParams({ site, key, url, title, lang })}`,
    open() {
      const first = `${api}/v1/threads?${new URLSearchParams({ site, key, sort: settings.sort })}`;
      const response = fetch(first);
      // Whoever takes the answer hears of its failure; until then nobody needs to.
      response.catch(() => {});
      return { url: first, response };
    },
  };
}
