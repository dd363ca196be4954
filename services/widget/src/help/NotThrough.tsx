import { useRef, useState } from 'preact/hooks';
import type { HelpPlace } from './HelpPanel.tsx';

/** Mail programs cut longer addresses off, in UTF-16 units of the text. */
const MAIL_MAX_LENGTH = 1_500;

/** What is left to do with a report that cannot be sent: copy it, or mail it. */
export function NotThrough({ place: { desk, t, contact } }: { place: HelpPlace }) {
  const [isCopied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const json = JSON.stringify(desk.report(), null, 2);

  function copy(): void {
    const done = navigator.clipboard?.writeText(json) ?? Promise.reject();
    done.then(
      () => setCopied(true),
      // Pages without HTTPS may not copy: then it lies there marked, for the keys that do.
      () => {
        area.current?.focus();
        area.current?.select();
      },
    );
  }
  const mail = json.slice(0, MAIL_MAX_LENGTH);
  return (
    <div class="through">
      <textarea
        ref={area}
        class="field"
        dir="ltr"
        rows={3}
        readOnly
        value={json}
        aria-label={t('issueJson')}
      />
      <div class="row">
        <button type="button" class="bordered" onClick={copy}>
          {t(isCopied ? 'copied' : 'issueCopy')}
        </button>
        {contact && (
          <a
            href={`mailto:${contact}?subject=${encodeURIComponent(t('issueTitle'))}&body=${encodeURIComponent(mail)}`}
          >
            {t('issueMail', { address: contact })}
          </a>
        )}
      </div>
    </div>
  );
}
