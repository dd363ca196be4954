import { useRef, useState } from 'preact/hooks';
import type { HelpPlace } from './HelpPanel.tsx';

/** Mail programs cut longer addresses off, in UTF-16 units of the text. */
const MAIL_MAX_LENGTH = 1_500;

/**
 * What is left to do with a report that no script can send: send it as a form, which a page's rules and blockers
 * treat as a page that one goes to; copy it; mail it.
 */
export function NotThrough({ place: { desk, t, api, contact } }: { place: HelpPlace }) {
  const [isCopied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const report = desk.report();
  const json = JSON.stringify(report, null, 2);

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
        <form method="post" action={`${api}/h/form`} target="_blank" rel="noopener">
          {(['ticket', 'site', 'page', 'message', 'email'] as const).map((name) => (
            <input key={name} type="hidden" name={name} value={report[name] ?? ''} />
          ))}
          <button type="submit" class="bordered">
            {t('issueByForm')}
          </button>
        </form>
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
