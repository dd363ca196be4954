import { ApiError } from '@parley/contracts/client/api-client';
import { BODY_MAX_LENGTH } from '@parley/contracts/limits';
import type { ScreeningTrial } from '@parley/contracts/sanction-objects';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { reasonName } from '../names.ts';
import { labelOf } from './fields.ts';
import { faultsByField } from './settings-room.ts';
import { triedRules } from './tried-rules.ts';
import { settings as words } from './words.ts';

/** Long enough for the next letter to come first. */
const TRIES_AGAIN_AFTER_MS = 400;

/**
 * Which rule would say what of a text, with its evidence: by the rules in the form, saved or not. What was tried once is
 * tried again whenever the text or a rule changes, so that what stands here is never about something else.
 */
export function TryIt({ site }: { site: string }) {
  const { api, settings } = useDesk();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<string | null>(null);
  const [trial, setTrial] = useState<ScreeningTrial | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const title = useId();
  const rules = triedRules(settings.drafts.value[site] ?? {});
  const now = JSON.stringify([text, rules]);
  const latest = useRef(now);
  latest.current = now;

  const attempt = async () => {
    setBusy(true);
    setTried(now);
    const [found, refusal] = await tryOut(() => api.tryScreening(site, text, rules));
    setBusy(false);
    if (latest.current !== now) return;
    setTrial(found);
    setProblem(refusal);
  };
  useEffect(() => {
    if (tried === null || tried === now || text.trim() === '') return;
    const timer = setTimeout(() => void attempt(), TRIES_AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return (
    <section class="try-it" aria-labelledby={title}>
      <h2 id={title}>{words.tryTitle}</h2>
      <p class="quiet-text">{words.tryHint}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void attempt();
        }}
      >
        <label class="setting-label">
          <b>{words.tryLabel}</b>
          <textarea
            data-write
            rows={4}
            required
            maxLength={BODY_MAX_LENGTH}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {words.tryButton}
        </button>
        {rules !== undefined && <p class="quiet-text">{words.tryUnsaved}</p>}
      </form>
      <div role="status" aria-busy={isBusy}>
        {problem !== null && (
          <p class="problem">
            {words.tryFailed} {problem}
          </p>
        )}
        {trial && <Trial trial={trial} />}
      </div>
    </section>
  );
}

async function tryOut(
  call: () => Promise<ScreeningTrial>,
): Promise<[found: ScreeningTrial | null, refusal: string | null]> {
  try {
    return [await call(), null];
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const faults = Object.entries(faultsByField(error.errors));
    if (faults.length === 0) return [null, error.message];
    return [null, faults.map(([name, some]) => words.tryFault(labelOf(name), some.join('; '))).join(' ')];
  }
}

function Trial({ trial: { verdict, findings, folded } }: { trial: ScreeningTrial }) {
  return (
    <div class={`trial ${verdict}`}>
      <p>
        <b>{words.verdicts[verdict]}</b>
      </p>
      {findings.length === 0 && <p class="quiet-text">{words.noFindings}</p>}
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.evidence}`}>
            <p>
              <b>{reasonName(finding.rule)}</b>: {words.verdictWords[finding.verdict] ?? finding.verdict}
            </p>
            {finding.evidence !== '' && (
              <p>
                {words.evidence} {finding.evidence}
              </p>
            )}
            <p class="quiet-text">
              {words.told}: {finding.forAuthor}
            </p>
          </li>
        ))}
      </ul>
      <p class="quiet-text">
        {words.folded} <code>{folded}</code>
      </p>
    </div>
  );
}
