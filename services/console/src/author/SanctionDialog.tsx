import { ApiError } from '@parley/contracts/client/api-client';
import { SANCTION_REASON_MAX_LENGTH } from '@parley/contracts/limits';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { RemoveField, TermFields } from './SanctionFields.tsx';
import { endOf, type SanctionDraft, toldTo } from './sanction-draft.ts';
import { SANCTION_KINDS } from './sanction-kinds.ts';
import { consequences, kindNames, sanctions as words } from './words.ts';

export type Sanctioned = { id: string; name: string; site: string };

const FIRST_DRAFT: SanctionDraft = {
  kind: 'premoderate',
  term: 'week',
  date: '',
  everywhere: false,
  reason: '',
  removeDays: null,
};

/** Chooses a sanction: each with what follows from it, and word for word what the reader will be told. */
export function SanctionDialog({ author, onClose }: { author: Sanctioned; onClose: () => void }) {
  const { api, moderator, sanctioner, now } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [draft, setDraft] = useState<SanctionDraft>(FIRST_DRAFT);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const title = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const change = (part: Partial<SanctionDraft>) => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const until = endOf(draft, now.value);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const end = endOf(draft, Date.now());
    if (end === undefined) {
      setProblem(words.badDate);
      return;
    }
    setBusy(true);
    try {
      const result = await api.sanction(author.id, {
        kind: draft.kind,
        until: end,
        reason: draft.reason.trim(),
        everywhere: draft.everywhere,
        ...(draft.removeDays === null ? {} : { removeDays: draft.removeDays }),
      });
      sanctioner.laid(result);
      dialog.current?.close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} class="dialog sanction-dialog" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={title}>{words.title(author.name)}</h2>
        <fieldset class="choices">
          <legend>{words.kind}</legend>
          {SANCTION_KINDS.map((kind) => (
            <label key={kind} class="choice">
              <input
                type="radio"
                name="kind"
                checked={draft.kind === kind}
                onChange={() => change({ kind })}
              />
              <span>
                <b>{kindNames[kind]}</b>
                <small>{consequences[kind]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <TermFields draft={draft} change={change} />
        {moderator.role === 'owner' && (
          <fieldset class="choices inline">
            <legend>{words.where}</legend>
            {[false, true].map((everywhere) => (
              <label key={String(everywhere)} class="choice">
                <input
                  type="radio"
                  name="where"
                  checked={draft.everywhere === everywhere}
                  onChange={() => change({ everywhere })}
                />
                <span>{everywhere ? words.allSites : words.here(author.site)}</span>
              </label>
            ))}
          </fieldset>
        )}
        <label class="field">
          {draft.kind === 'ban' ? words.reasonTold : words.reasonKept}
          <textarea
            rows={2}
            required
            maxLength={SANCTION_REASON_MAX_LENGTH}
            value={draft.reason}
            onInput={(event) => change({ reason: event.currentTarget.value })}
          />
        </label>
        <RemoveField draft={draft} change={change} />
        <div class="told">
          <h3>{words.told}</h3>
          <p role="status">
            {(until !== undefined && toldTo(draft.kind, until, draft.reason)) || words.toldNothing}
          </p>
        </div>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-foot">
          <button type="submit" class="button danger" disabled={isBusy}>
            {isBusy ? words.busy : words.submit(draft.kind, author.name)}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.cancel} <Keys press="Escape" />
          </button>
        </div>
      </form>
    </dialog>
  );
}
