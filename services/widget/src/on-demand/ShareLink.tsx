import { useEffect, useState } from 'preact/hooks';
import { useFocus } from '../page/use-focus.ts';
import { useWidget } from '../widget.ts';
import { useSpeak } from './use-speak.ts';

/** A comment's own address: copied at once where the page may write to the clipboard, and shown. */
export function ShareLink({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { navigation, say } = useWidget();
  const speak = useSpeak();
  const [isCopied, setCopied] = useState(false);
  const field = useFocus<HTMLInputElement>();
  const link = navigation.linkTo(id);

  useEffect(() => {
    field.current?.select();
    const copying = navigator.clipboard?.writeText(link);
    copying?.then(
      () => {
        setCopied(true);
        say(speak('linkCopied'));
      },
      () => {},
    );
  }, [field, link, say, speak]);

  return (
    <div class="panel row ui">
      <label class="grow">
        {speak(isCopied ? 'linkCopied' : 'linkToCopy')}
        <input
          class="field"
          readOnly
          value={link}
          ref={field}
          onKeyDown={({ key }) => key === 'Escape' && onEnd()}
        />
      </label>
      <button type="button" class="bordered" onClick={onEnd}>
        {speak('close')}
      </button>
    </div>
  );
}
