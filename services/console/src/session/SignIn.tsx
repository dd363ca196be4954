import { ApiError } from '@parley/contracts/client/api-client';
import { EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH } from '@parley/contracts/limits';
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { brand, shell, signIn as words } from '../messages.ts';
import { spanWords } from '../time/time-words.ts';
import type { Session } from './session.ts';

/** `email` is that of the moderator whose session has ended, if any. After a refusal only the password is typed anew. */
export function SignIn({ session, email }: { session: Session; email: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const state = session.state.value;
  const hasEnded = state.status === 'signed-out' && state.hasEnded;

  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll('input') ?? [])];
    fields.find((field) => field.value === '')?.focus();
  }, []);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const address = String(data.get('email') ?? '').trim();
    const password = String(data.get('password') ?? '');
    if (address === '' || password === '') {
      setProblem(words.missing);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await session.signIn(address, password);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(explain(error));
      setBusy(false);
      const field = form.current?.querySelector<HTMLInputElement>('input[name=password]');
      if (field) field.value = '';
      field?.focus();
    }
  };

  return (
    <main class="sign-in">
      <form ref={form} class="sign-in-card" onSubmit={submit} noValidate>
        <p class="brand">{brand}</p>
        <h1>{words.title}</h1>
        {hasEnded && <p class="sign-in-told">{words.ended}</p>}
        {state.status === 'unreachable' && (
          <p class="sign-in-told">
            {words.unreachable}{' '}
            <button type="button" class="link" onClick={() => void session.check()}>
              {shell.retry}
            </button>
          </p>
        )}
        <label>
          {words.email}
          <input
            name="email"
            type="email"
            autocomplete="username"
            defaultValue={email}
            maxLength={EMAIL_MAX_LENGTH}
            aria-describedby={problem ? 'sign-in-problem' : undefined}
          />
        </label>
        <label>
          {words.password}
          <input
            name="password"
            type="password"
            autocomplete="current-password"
            maxLength={PASSWORD_MAX_LENGTH}
            aria-describedby={problem ? 'sign-in-problem' : undefined}
          />
        </label>
        <div role="alert" id="sign-in-problem">
          {problem && <p class="problem">{problem}</p>}
        </div>
        <button type="submit" class="button primary" disabled={isBusy}>
          {isBusy ? words.busy : words.submit}
        </button>
      </form>
    </main>
  );
}

/** The service says what is wrong; how long a lock lasts comes beside its words. */
function explain(error: ApiError): string {
  if (error.status === 0) return words.unreachable;
  if (error.retryAfter === null) return error.message;
  const wait = Math.max(60_000, error.retryAfter * 1_000);
  return `${error.message} ${words.retryIn(spanWords(Math.ceil(wait / 60_000) * 60_000))}`;
}
