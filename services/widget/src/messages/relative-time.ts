/** In seconds. */
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** After this a date says more than a number of days. */
const WEEK = 604_800;

/**
 * How long ago something was, in short words; `null` when it was just now. A clock that runs behind must not
 * make comments come from the future.
 */
export function relativeTime(at: number, now: number, locale: string): string | null {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const { relative, day, dayOfYear } = formatsFor(locale);
  if (seconds < MINUTE) return null;
  const ago = (length: number, unit: 'minute' | 'hour' | 'day') =>
    relative.format(-Math.floor(seconds / length), unit);
  if (seconds < HOUR) return ago(MINUTE, 'minute');
  if (seconds < DAY) return ago(HOUR, 'hour');
  if (seconds < WEEK) return ago(DAY, 'day');
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? day : dayOfYear).format(at);
}

/** Date and time in full. */
export function exactTime(at: number, locale: string): string {
  return formatsFor(locale).exact.format(at);
}

/** Formats are dear to make and cheap to use, and a page of comments needs them a hundred times. */
const made = new Map<string, ReturnType<typeof makeFormats>>();

function formatsFor(locale: string) {
  const formats = made.get(locale) ?? makeFormats(locale);
  made.set(locale, formats);
  return formats;
}

function makeFormats(locale: string) {
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    relative: new Intl.RelativeTimeFormat(locale, { style: 'short' }),
    day: date({ day: 'numeric', month: 'short' }),
    dayOfYear: date({ dateStyle: 'medium' }),
    exact: date({ dateStyle: 'long', timeStyle: 'short' }),
  };
}
