import { useStore } from '../store.ts';
import type { Trouble } from './diagnosis.ts';
import type { SelfDiagnosis } from './self-diagnosis.ts';
import type { HelpWords } from './words.ts';

type Props = { diagnosis: SelfDiagnosis; t: HelpWords; host: string };

/** What the widget has found out itself, and what the reader can do about it; nothing where nothing is wrong. */
export function Noticed({ diagnosis, t, host }: Props) {
  const [present, past] = useStore(diagnosis, (found) => [found.present, found.past]);
  return (
    <>
      {present.length > 0 && (
        <div class="found">
          <h3>{t('issueFound')}</h3>
          <ul>
            {present.map((trouble) => (
              <li key={trouble}>
                <Sentence trouble={trouble} t={t} host={host} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {past.length > 0 && (
        <div class="found past">
          <h3>{t('issuePast')}</h3>
          <ul>
            {past.map(({ trouble }) => (
              <li key={trouble}>{t(`diagnosis.${trouble}`)}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** The gravest of what is wrong now, or of what concerns somebody: `among`. */
export function GravestNoticed({ diagnosis, t, host, among }: Props & { among?: readonly Trouble[] }) {
  const gravest = useStore(diagnosis, ({ present }) =>
    present.find((trouble) => !among || among.includes(trouble)),
  );
  return gravest ? (
    <p class="advice">
      <Sentence trouble={gravest} t={t} host={host} />
    </p>
  ) : null;
}

function Sentence({ trouble, t, host }: { trouble: Trouble; t: HelpWords; host: string }) {
  return (
    <>
      <b>{t(`diagnosis.${trouble}`)}</b> {t(`advice.${trouble}`, { host })}
    </>
  );
}
