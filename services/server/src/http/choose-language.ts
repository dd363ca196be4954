import { localeOf } from '@parley/contracts/messages/language';
import { LANGUAGES, type LanguageTag } from './pages/language.ts';

/** Longer headers than any browser sends are read as far as this, in characters and languages. */
const HEADER_MAX_LENGTH = 500;
const RANGES_MAX = 20;
/** More than any tag has. */
const TAG_MAX_LENGTH = 40;
/** A language range with its weight (RFC 9110, 12.5.4). */
const RANGE = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i;

export type Choice = {
  tag: LanguageTag;
  /** Whether the address says so; otherwise the browser has said it, or nobody. */
  isAsked: boolean;
};

/**
 * The language to answer in: the one that the address asks for (`?lang=`), else the best of the browser's
 * `Accept-Language`, else English. What there are no words in, and what is malformed, is passed over.
 */
export function chooseLanguage(asked: unknown, accepted: string | undefined): Choice {
  const tag = typeof asked === 'string' ? spoken(asked) : null;
  return tag === null ? { tag: best(accepted ?? ''), isAsked: false } : { tag, isAsked: true };
}

function best(header: string): LanguageTag {
  const ranges = header.slice(0, HEADER_MAX_LENGTH).split(',').slice(0, RANGES_MAX);
  const wanted = ranges.flatMap((range) => {
    const [, tag = '', weight = '1'] = RANGE.exec(range) ?? [];
    const language = spoken(tag);
    return language === null || Number(weight) === 0 ? [] : [{ language, weight: Number(weight) }];
  });
  // Equal weights keep the order in which they were named.
  wanted.sort((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? 'en';
}

/** `de-AT` is German, `iw` an old name for Hebrew. */
function spoken(tag: string): LanguageTag | null {
  const subtag = localeOf(tag.slice(0, TAG_MAX_LENGTH)).replace(/-.*/, '');
  return LANGUAGES.find((language) => language === subtag) ?? null;
}
