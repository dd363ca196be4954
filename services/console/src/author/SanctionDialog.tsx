import { ApiError } from '@parley/contracts/client/api-client';
import { SANCTION_REASON_MAX_LENGTH } from '@parley/contracts/limits';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { SEND_KEY } from '../keyboard/key-table.ts';
import { Button } from '../shell/Button.tsx';
import { ageWords } from '../time/time-words.ts';
import { RemoveField, TermFields } from './SanctionFields.tsx';
import { endOf, type SanctionDraft, toldTo } from './sanction-draft.ts';
import { SANCTION_KINDS } from './sanction-kinds.ts';
import { endWords } from './sanctioner.ts';
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
  // Before the next key, which is for the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const change = (part: Partial<SanctionDraft>) => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const until = endOf(draft, now.value);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
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
        <InForce author={author.id} />
        <fieldset class="options">
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
          <fieldset class="options inline">
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
          <Button type="submit" class="button danger" isOff={isBusy}>
            {isBusy ? words.busy : words.submit(draft.kind, author.name)} <Keys press={SEND_KEY} />
          </Button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.cancel} <Keys press="Escape" />
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** What holds already, whoever laid it: asked anew, since another may have been faster. */
function InForce({ author }: { author: string }) {
  const { authors, now } = useDesk();
  useEffect(() => void authors.load(author), [authors, author]);
  const entry = authors.entries.value[author];
  const inForce = entry?.status === 'ready' ? entry.value.sanctions.filter((one) => one.isInForce) : [];
  return (
    <div role="status">
      {inForce.map((one) => (
        <p key={one.id} class="banner changed">
          {words.already(
            words.line(one.kind, endWords(one, now.value), one.by.name, ageWords(one.at, now.value)),
          )}
        </p>
      ))}
    </div>
  );
}
