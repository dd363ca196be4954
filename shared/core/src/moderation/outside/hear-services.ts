import { CoreError } from '../../core-error.ts';
import type { Clock, Log } from '../../ports/host.ts';
import { OutsideFailed } from '../../ports/http-out.ts';
import type { AuthorRecord, Site } from '../../ports/records.ts';
import type { Finding } from '../screen-comment.ts';
import { type AkismetDeps, type AkismetPayload, type AkismetVerdict, checkComment } from './akismet.ts';
import type { Breaker } from './breaker.ts';
import { askClassifier } from './classifier.ts';

const AKISMET_WEIGHT = 35;
const CLASSIFIER_WEIGHT = 30;

export type OutsideDeps = AkismetDeps & { breaker: Breaker };
/** What services are told of a comment, besides its site. */
export type Asked = {
  author: AuthorRecord;
  source: string;
  isReply: boolean;
  /** Whether it was asked about before, with another body. */
  isEdit: boolean;
  page: { url: string; title: string };
  /** Of the request: Akismet goes by them. */
  address: string;
  userAgent: string;
};
export type Heard = {
  findings: Finding[];
  /** What Akismet was told and said, for feedback; null where it was not asked or did not answer. */
  akismet: { payload: AkismetPayload; verdict: AkismetVerdict } | null;
};

/**
 * Asks the services that a site has set up, side by side. One that does not answer, or answers what is no verdict, holds
 * the comment: its failing publishes nothing and rejects nothing. What one takes to be fine is not published for that.
 * Throws `comment-refused` for what one rejects outright.
 */
export async function hearServices(
  deps: OutsideDeps & { clock: Clock; log: Log },
  site: Site,
  asked: Asked,
): Promise<Heard> {
  const [akismet, classifier] = await Promise.all([
    hearAkismet(deps, site, asked),
    hearClassifier(deps, site, asked),
  ]);
  const findings = [akismet?.finding, classifier].filter(
    (finding) => finding !== null && finding !== undefined,
  );
  if (findings.some(({ verdict }) => verdict === 'reject')) {
    throw new CoreError('comment-refused', 'A service that looks for advertising and abuse has refused it.');
  }
  return { findings, akismet: akismet?.answer ?? null };
}

async function hearAkismet(deps: OutsideDeps & { log: Log }, site: Site, asked: Asked) {
  const { akismetKey } = site.settings;
  if (akismetKey === null) return null;
  const payload = payloadOf(site, asked);
  const verdict = await answerOf(deps, site.id, 'Akismet', () => checkComment(deps, akismetKey, payload));
  if (verdict === null) return { finding: unavailable('Akismet'), answer: null };
  const finding: Finding | null =
    verdict === 'ham'
      ? null
      : {
          verdict: verdict === 'blatant' ? 'reject' : 'hold',
          rule: 'akismet',
          evidence: 'Akismet takes it for spam',
          forAuthor: 'It is looked at by a moderator first.',
          weight: AKISMET_WEIGHT,
        };
  return { finding, answer: { payload, verdict } };
}

async function hearClassifier(
  deps: OutsideDeps & { clock: Clock; log: Log },
  site: Site,
  { author, source, isReply, page }: Asked,
): Promise<Finding | null> {
  const { classifierUrl: url, classifierSecret: secret } = site.settings;
  if (url === null || secret === null) return null;
  const question = {
    site: site.id,
    page,
    author: { id: author.id, name: author.name, badge: author.badge },
    comment: { source, isReply },
  };
  const answer = await answerOf(deps, site.id, 'classifier', () =>
    askClassifier(deps, { url, secret, now: deps.clock.now() }, question),
  );
  if (answer === null) return unavailable('The classifier');
  if (answer.verdict === 'publish') return null;
  return {
    verdict: answer.verdict,
    rule: 'classifier',
    evidence: answer.reason || `the classifier says “${answer.verdict}”`,
    forAuthor: 'It is looked at by a moderator first.',
    weight: CLASSIFIER_WEIGHT,
  };
}

/** Null when there is none. */
async function answerOf<T>(
  { breaker, log }: OutsideDeps & { log: Log },
  site: string,
  service: string,
  ask: () => Promise<T>,
): Promise<T | null> {
  try {
    return await breaker(`${site} ${service}`, ask);
  } catch (error) {
    if (!(error instanceof OutsideFailed)) throw error;
    log.warn('service.failed', { site, service, why: error.message });
    return null;
  }
}

function unavailable(service: string): Finding {
  return {
    verdict: 'hold',
    rule: 'service-unavailable',
    evidence: `${service} gave no answer`,
    forAuthor: 'It is looked at by a moderator first.',
    weight: 5,
  };
}

function payloadOf(
  site: Site,
  { author, source, isReply, isEdit, page, address, userAgent }: Asked,
): AkismetPayload {
  return {
    blog: site.origins[0] ?? '',
    user_ip: address,
    user_agent: userAgent,
    permalink: page.url,
    comment_type: isReply ? 'reply' : 'comment',
    comment_author: author.name,
    comment_content: source,
    blog_charset: 'UTF-8',
    ...(isEdit ? { recheck_reason: 'edit' } : {}),
  };
}
