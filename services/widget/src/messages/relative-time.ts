const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** After this a date says more than a number of days. */
const RELATIVE_MAX_SECONDS = 7 * DAY;

/**
 * How long ago something was, in short words; `null` when it was just now. A clock that runs behind must not
 * make comments come from the future.
 */
export function relativeTime(at: number, now: number, locale: string): string | null {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < MINUTE) return null;
  if (seconds >= RELATIVE_MAX_SECONDS) return date(at, now, locale);
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' });
  if (seconds < HOUR) return relative.format(-Math.floor(seconds / MINUTE), 'minute');
  if (seconds < DAY) return relative.format(-Math.floor(seconds / HOUR), 'hour');
  return relative.format(-Math.floor(seconds / DAY), 'day');
}

/** Date and time in full. */
export function exactTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

function date(at: number, now: number, locale: string): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const format: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(locale, isThisYear ? format : { ...format, year: 'numeric' }).format(at);
}
