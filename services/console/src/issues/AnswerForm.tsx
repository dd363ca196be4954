import { ISSUE_ANSWER_MAX_LENGTH } from '@parley/contracts/limits';
import type { IssueGroupDetail, IssueReport } from '@parley/contracts/objects';
import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Button } from '../shell/Button.tsx';
import { Age } from '../time/Age.tsx';
import { useAct } from './use-act.ts';
import { issues as words } from './words.ts';

/** Answers a reader who left an address, and says what became of earlier answers. */
export function AnswerForm({ sample, detail }: { sample: IssueReport; detail: IssueGroupDetail }) {
  const { api, moderator } = useDesk();
  const { isBusy, problem, run } = useAct();
  const [text, setText] = useState('');
  // Sent again after a failure it is the same answer.
  const key = useRef(crypto.randomUUID());
  const answers = detail.answers.filter(({ ticket }) => ticket === sample.ticket);
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { ticket } = sample;
    const sent = await run(() =>
      api.answerReader(detail.id, { key: key.current, ticket, text: text.trim() }),
    );
    if (sent === null) return;
    key.current = crypto.randomUUID();
    setText('');
  };
  return (
    <div class="answer">
      <h3>{words.answer}</h3>
      {answers.length > 0 && (
        <ul>
          {answers.map(({ by, at, state }) => (
            <li key={at} class={`answer-${state}`}>
              {words.answered(by)} <Age at={at} isSentence /> · <b>{words.answerStates[state]}</b>
            </li>
          ))}
        </ul>
      )}
      {detail.hasMail ? (
        <form onSubmit={send}>
          <label>
            <span class="visually-hidden">{words.answer}</span>
            <textarea
              data-write
              rows={4}
              required
              maxLength={ISSUE_ANSWER_MAX_LENGTH}
              value={text}
              aria-describedby={`answer-hint-${sample.ticket}`}
              onInput={(event) => {
                setText(event.currentTarget.value);
                if (problem === null) return;
                key.current = crypto.randomUUID();
              }}
            />
          </label>
          <small id={`answer-hint-${sample.ticket}`}>{words.answerHint(moderator.name)}</small>
          <p>
            <Button type="submit" class="button" isOff={isBusy || text.trim() === ''}>
              {isBusy ? words.sending : words.send}
            </Button>{' '}
            <span role="status" class="problem">
              {problem}
            </span>
          </p>
        </form>
      ) : (
        <p class="quiet-text">{words.noMail}</p>
      )}
    </div>
  );
}
