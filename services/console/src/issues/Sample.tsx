import type { IssueGroupDetail, IssueReport } from '@parley/contracts/objects';
import { useState } from 'preact/hooks';
import { OutIcon } from '../shell/icons.tsx';
import { Age } from '../time/Age.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { CallTrace } from './CallTrace.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { readCalls } from './read-calls.ts';
import { issues as words } from './words.ts';

type Props = { sample: IssueReport; detail: IssueGroupDetail | null; isOpen: boolean };

/** One reader's report: their words first, then what the widget knew. */
export function Sample({ sample, detail, isOpen }: Props) {
  const [said, setSaid] = useState('');
  const { calls, rest } = readCalls(sample.diagnostics);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(sample, null, 2));
      setSaid(words.copied);
    } catch {
      setSaid(words.copyFailed);
    }
  };
  return (
    <details class="sample" open={isOpen}>
      <summary>
        <span class="sample-message">{sample.message ?? <i>{words.noMessage}</i>}</span>
        <Age at={sample.receivedAt} isSentence />
      </summary>
      <dl class="pairs">
        <div>
          <dt>{words.page}</dt>
          <dd>
            <PageLink page={sample.page} />
          </dd>
        </div>
        {sample.email && (
          <div>
            <dt>{words.email}</dt>
            <dd>
              <a href={`mailto:${encodeURIComponent(sample.email)}`}>{sample.email}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.ticket}</dt>
          <dd>
            <code>{sample.ticket}</code>
          </dd>
        </div>
      </dl>
      {sample.email && detail && <AnswerForm sample={sample} detail={detail} />}
      <CallTrace calls={calls} />
      <h3>{words.diagnostics}</h3>
      <Diagnostics value={rest} />
      <p class="copy">
        <button type="button" class="button" onClick={copy}>
          {words.copy}
        </button>{' '}
        <span role="status">{said}</span>
      </p>
    </details>
  );
}

/** The page is what a reader's widget sent: a link only where it leads to the web. */
function PageLink({ page }: { page: string }) {
  if (!/^https?:\/\//i.test(page)) return <span>{page}</span>;
  return (
    <a href={page} target="_blank" rel="noopener noreferrer nofollow">
      {page}
      <OutIcon />
    </a>
  );
}
