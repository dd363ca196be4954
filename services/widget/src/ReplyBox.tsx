import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { OnDemand } from './OnDemand.tsx';
import { SignInHint } from './SignInHint.tsx';
import { withMember } from './view.ts';
import { useView, useWidget } from './widget.ts';
import type { Sending } from './writing/attempts.ts';
import { isOnItsWay } from './writing/drafts.ts';
import { createSender } from './writing/send.ts';
import { TextBox } from './writing/TextBox.tsx';
import { WhoLine } from './writing/WhoLine.tsx';

/** Where a reader writes: a comment of its own (`parent` null) or a reply. */
export function ReplyBox({ parent }: { parent: string | null }) {
  const { t, store, session, actions, navigation, say, settings, drafts: draftsOf, storage } = useWidget();
  const [threadId, isOpen, mayBeGuest, reader] = useView(({ thread, reader }) => [
    thread?.thread.id ?? '',
    thread?.thread.state === 'open',
    thread?.thread.settings.guests ?? false,
    reader,
  ]);
  const drafts = useMemo(() => draftsOf(threadId), [threadId, draftsOf]);
  const [kept] = useState(() => drafts.read(parent));
  const [text, setText] = useState(kept?.text ?? '');
  const [isTouched, setTouched] = useState(parent !== null || text !== '');
  const [name, setName] = useState(() => session.lastName());
  const [isNameMissing, setNameMissing] = useState(false);
  const [sending, setSending] = useState<Sending>({ state: 'idle' });
  const sender = useMemo(() => createSender(setSending), []);
  const box = useRef<HTMLDivElement>(null);
  const isThere = useRef(true);
  const isRepeated = kept?.wasSent === true && sending.state === 'idle' && text === kept.text;
  const isGoing = sending.state === 'sending' || sending.state === 'waiting';
  useEffect(() => {
    // What was on its way when the page was left goes on, by the same key.
    if (kept && isOnItsWay(kept, Date.now()) && isOpen && (session.token() || name)) void post();
    return () => {
      isThere.current = false;
      sender.stop();
    };
  }, [sender]);

  if (!isOpen && text === '') return null;
  if (!reader && !mayBeGuest && text === '') return <SignInHint />;

  function write(next: string): void {
    setText(next);
    drafts.write(parent, next);
  }

  async function post(): Promise<void> {
    const needsName = !session.token() && mayBeGuest;
    if (needsName && name.trim() === '') {
      setNameMissing(true);
      box.current?.querySelector('input')?.focus();
      return;
    }
    setNameMissing(false);
    const draft = drafts.read(parent) ?? drafts.write(parent, text);
    drafts.markSent(parent, { ...actions.place(), parent });
    session.keepName(name.trim());
    const comment = await sender.send(async () => {
      if (!session.token()) await actions.signInAsGuest(name.trim());
      return actions.post(parent, text, draft?.key ?? '');
    });
    if (!comment) {
      if (!isThere.current) return;
      drafts.hold(parent);
      box.current?.querySelector('textarea')?.focus({ preventScroll: true });
      return;
    }
    drafts.remove(parent);
    setText('');
    setTouched(parent !== null);
    if (parent !== null) store.set({ replying: withMember(store.get().replying, parent, false) });
    say(t(comment.status === 'held' ? 'postedHeld' : 'posted'));
    settings.emit('posted', { id: comment.id, status: comment.status });
    navigation.reveal(comment.id);
  }

  function cancel(): void {
    if (parent === null) return;
    sender.stop();
    store.set({
      replying: withMember(store.get().replying, parent, false),
      target: { id: parent, mayScroll: false },
    });
  }

  return (
    <div
      part="composer"
      class={`composer${parent === null ? ' root' : ''}${isGoing ? ' going' : ''}`}
      ref={box}
    >
      <TextBox
        label={t(parent === null ? 'write' : 'writeReply')}
        parent={parent}
        text={text}
        isTouched={isTouched}
        isBusy={isGoing}
        isClosed={!isOpen}
        takesFocus={parent !== null && kept === null}
        action={t(sending.state === 'sending' ? 'posting' : 'post')}
        onText={write}
        onTouch={() => setTouched(true)}
        onSubmit={() => void post()}
        onCancel={parent === null ? null : cancel}
      />
      {isTouched && (
        <WhoLine
          name={name}
          isNameMissing={isNameMissing}
          isDraftKept={text !== '' && !storage.isBlocked && sending.state === 'idle'}
          onName={setName}
        />
      )}
      {isGoing && (
        <OnDemand form="PendingComment" name={reader?.name ?? name} text={text} sending={sending} />
      )}
      {isRepeated && <p class="hint ui">{t('draftUnsent')}</p>}
      {(sending.state === 'waiting' || sending.state === 'failed') && (
        <OnDemand
          form="SendingStatus"
          sending={sending}
          text={text}
          onRetry={() => (sending.state === 'waiting' ? sender.now() : void post())}
          onStop={sender.stop}
          onPostAsNew={() => {
            drafts.renew(parent);
            void post();
          }}
        />
      )}
    </div>
  );
}
