import { useWidget } from '../widget.ts';
import type { Format } from './format-text.ts';

/** One weight of line on a field of 16 by 16. */
const ICONS: Record<Format, string> = {
  bold: 'M5 3h4a2 2 0 010 5H5zM5 8h5a2 2 0 010 5H5z',
  italic: 'M7 3h5M4 13h5M9 3L7 13',
  quote: 'M3 4v8M7 5h6M7 8h6M7 11h4',
  code: 'M5 5L2 8l3 3M11 5l3 3-3 3',
  link: 'M6.5 9.5l3-3M7 4l1-1a3 3 0 015 5l-1 1M9 12l-1 1a3 3 0 01-5-5l1-1',
};

export function FormatBar({ onFormat }: { onFormat: (format: Format) => void }) {
  const { t } = useWidget();
  return (
    <div class="formats">
      {(Object.keys(ICONS) as Format[]).map((format) => (
        <button
          type="button"
          key={format}
          title={t(`format.${format}`)}
          aria-label={t(`format.${format}`)}
          onClick={() => onFormat(format)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={ICONS[format]} />
          </svg>
        </button>
      ))}
    </div>
  );
}
