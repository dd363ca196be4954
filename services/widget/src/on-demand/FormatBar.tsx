import type { Format } from '../writing/format-text.ts';
import { useSpeak } from './use-speak.ts';

/** One weight of line on a field of 16 by 16. */
const ICONS: Record<Format, string> = {
  bold: 'M5 3h4a2 2 0 010 5H5zM5 8h5a2 2 0 010 5H5z',
  italic: 'M7 3h5M4 13h5M9 3L7 13',
  quote: 'M3 4v8M7 5h6M7 8h6M7 11h4',
  list: 'M3 4h.01M3 8h.01M3 12h.01M6.5 4H13M6.5 8H13M6.5 12H13',
  code: 'M5 5L2 8l3 3M11 5l3 3-3 3',
  link: 'M6.5 9.5l3-3M7 4l1-1a3 3 0 015 5l-1 1M9 12l-1 1a3 3 0 01-5-5l1-1',
};
const KEYS: Partial<Record<Format, string>> = { bold: 'Control+B', italic: 'Control+I', link: 'Control+K' };

/** Marks for what is selected, a button each; the commonest have keys. */
export function FormatBar({ onFormat }: { onFormat: (format: Format) => void }) {
  const speak = useSpeak();
  return (
    <fieldset class="formats" aria-label={speak('formats')}>
      {(Object.keys(ICONS) as Format[]).map((format) => (
        <button
          type="button"
          key={format}
          title={speak(`format.${format}`)}
          aria-label={speak(`format.${format}`)}
          aria-keyshortcuts={KEYS[format]}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onFormat(format)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={ICONS[format]} />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
