import { ApiError } from '@parley/contracts/client/api-client';
import { BODY_MAX_LENGTH } from '@parley/contracts/limits';
import type { ScreeningTrial } from '@parley/contracts/sanction-objects';
import { useId, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { reasonName } from '../names.ts';
import { settings as words } from './words.ts';

/** Which rule would say what of a text, with its evidence. */
export function TryIt({ site }: { site: string }) {
  const { api, settings } = useDesk();
  const [text, setText] = useState('');
  const [trial, setTrial] = useState<ScreeningTrial | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const title = useId();
  const attempt = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      setTrial(await api.tryScreening(site, text));
      setProblem(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setTrial(null);
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="try-it" aria-labelledby={title}>
      <h2 id={title}>{words.tryTitle}</h2>
      <p class="quiet-text">{words.tryHint}</p>
      {settings.drafts.value[site] && <p class="banner changed">{words.tryUnsaved}</p>}
      <form onSubmit={attempt}>
        <label class="setting-label">
          <b>{words.tryLabel}</b>
          <textarea
            rows={4}
            required
            maxLength={BODY_MAX_LENGTH}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button" disabled={isBusy}>
          {isBusy ? words.tryBusy : words.tryButton}
        </button>
      </form>
      <div role="status">
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
