import type { AuthorRecord, AuthorStanding, SiteSettings } from '../ports/records.ts';
import { authorStanding } from './rules/author-standing.ts';
import { bannedWords } from './rules/banned-words.ts';
import { duplicate } from './rules/duplicate.ts';
import { length } from './rules/length.ts';
import { links } from './rules/links.ts';
import { nearDuplicate } from './rules/near-duplicate.ts';
import { newAuthor } from './rules/new-author.ts';
import { premoderation } from './rules/premoderation.ts';
import { sanctionedAuthor } from './rules/sanctioned-author.ts';
import { suspectWords } from './rules/suspect-words.ts';

export type ScreeningInput = {
  source: string;
  html: string;
  /** `foldText(source)`. */
  folded: string;
  author: AuthorRecord;
  standing: AuthorStanding;
  settings: SiteSettings;
  /** The thread's own setting, or the site's. */
  premoderation: SiteSettings['premoderation'];
  isDuplicate: boolean;
  /** The author's latest texts on the site, folded. */
  recent?: string[] | undefined;
  /** What the author was told to expect: their comments are held for so long. */
  premoderated?: { until: number | null } | undefined;
};

/** What a rule found: for the moderator as evidence, for the author in plain words. */
export type Finding = {
  verdict: 'hold' | 'reject';
  rule: string;
  evidence: string;
  forAuthor: string;
  /** What it adds to the review item's score. */
  weight: number;
  /** Where a refusal has a problem code of its own. */
  code?: 'duplicate-comment';
};
export type Rule = (input: ScreeningInput) => Finding | null;

/**
 * The rules in the order in which their reasons are told: what the author can mend at once (length, a
 * repetition), then what the text says (words, links), then who wrote it and where. All of them look, since a
 * moderator wants every reason; the strictest verdict wins.
 */
const RULES: readonly Rule[] = [
  length,
  duplicate,
  nearDuplicate,
  bannedWords,
  suspectWords,
  links,
  newAuthor,
  authorStanding,
  sanctionedAuthor,
  premoderation,
];

export type Screening = { verdict: 'publish' | 'hold' | 'reject'; findings: Finding[] };

/** The automatic look at a new body. Pure: whoever calls it acts on the verdict. */
export function screenComment(input: ScreeningInput): Screening {
  const findings = RULES.map((rule) => rule(input)).filter((finding) => finding !== null);
  if (findings.some((finding) => finding.verdict === 'reject')) {
    return { verdict: 'reject', findings: findings.filter((finding) => finding.verdict === 'reject') };
  }
  return { verdict: findings.length === 0 ? 'publish' : 'hold', findings };
}
