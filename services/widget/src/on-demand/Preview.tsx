import { formCalls } from '@parley/contracts/client/form-calls';
import { useEffect, useState } from 'preact/hooks';
import { trusted } from '../page/trusted-html.ts';
import { useWidget } from '../widget.ts';
import { ReportThis } from './Trouble.tsx';
import { useSpeak } from './use-speak.ts';

/** A pause in typing after which the preview follows, in milliseconds: a call for every letter helps nobody. */
const PAUSE_MS = 350;

/** What the text will look like. The service renders it, as it will render the comment: there is no second opinion. */
export function Preview({ text }: { text: string }) {
  const { api, settings } = useWidget();
  const speak = useSpeak();
  const [html, setHtml] = useState('');
  const [hasFailed, setFailed] = useState(false);
  const isEmpty = text.trim() === '';

  useEffect(() => {
    if (isEmpty) return;
    let isCurrent = true;
    const timer = setTimeout(
      () =>
        formCalls(api.call)
          .preview(settings.site, text)
          .then(
            (preview) => {
              if (!isCurrent) return;
              setHtml(preview.html);
              setFailed(false);
            },
            () => isCurrent && setFailed(true),
          ),
      html === '' ? 0 : PAUSE_MS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);

  return (
    <section class="preview" aria-label={speak('preview')}>
      {isEmpty ? (
        <p class="hint">{speak('previewEmpty')}</p>
      ) : (
        <div class="body" lang="" dir="auto" dangerouslySetInnerHTML={{ __html: trusted(html) }} />
      )}
      {hasFailed && (
        <p class="hint">
          {speak('previewFailed')} <ReportThis />
        </p>
      )}
    </section>
  );
}
