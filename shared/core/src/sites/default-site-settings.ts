import { DEFAULT_EDIT_WINDOW_SECONDS, DEFAULT_MAX_DEPTH, DEFAULT_MAX_LENGTH } from '@parley/contracts/limits';
import type { SiteSettings } from '../ports/records.ts';

/** What a site starts with. The words are a beginning that owners make their own. */
export function defaultSiteSettings(): SiteSettings {
  return {
    maxLength: DEFAULT_MAX_LENGTH,
    maxDepth: DEFAULT_MAX_DEPTH,
    editWindowSeconds: DEFAULT_EDIT_WINDOW_SECONDS,
    guests: true,
    premoderation: 'off',
    votes: 'up-down',
    slowModeSeconds: 0,
    trustedAfter: 3,
    bannedWords: ['kill yourself', 'white power', 'cheap viagra', 'buy followers'],
    suspectWords: [
      'idiot',
      'moron',
      'imbecile',
      'scum',
      'casino',
      'viagra',
      'crypto giveaway',
      'where you live',
    ],
    allowedWords: [],
    linksForNewAuthors: 1,
    linksForTrusted: 4,
    rejectedMin: 5,
    rejectedPercent: 50,
    captcha: 'off',
    akismetKey: null,
    classifierUrl: null,
    classifierSecret: null,
    alertUrl: null,
    alertSecret: null,
  };
}
