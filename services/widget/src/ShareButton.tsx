import { useEffect, useState } from 'preact/hooks';
import { useWidget } from './widget.ts';

/** How long the button says that it worked, in milliseconds. */
const TOLD_MS = 2_500;

/** Copies the comment's address; where the page may not write to the clipboard, shows it to be copied. */
export function ShareButton({ id }: { id: string }) {
  const { t, navigation, say } = useWidget();
  const [told, setTold] = useState<'copied' | 'shown' | null>(null);
  const link = navigation.linkTo(id);

  useEffect(() => {
    if (told !== 'copied') return;
    const timer = setTimeout(() => setTold(null), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);

  async function share(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      setTold('copied');
      say(t('linkCopied'));
    } catch {
      setTold('shown');
    }
  }
  if (told === 'shown')
    return (
      <input
        class="field"
        readOnly
        value={link}
        aria-label={t('linkToCopy')}
        ref={(input) => input?.select()}
        onBlur={() => setTold(null)}
      />
    );
  return (
    <button type="button" onClick={() => void share()}>
      {t(told === 'copied' ? 'linkCopied' : 'share')}
    </button>
  );
}
