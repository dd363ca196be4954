/** Times as people say them. The exact time always goes beside them, in a `title`. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on a date says more than a number of days. */
const DATES_AFTER = 14 * DAY;

/** How long, in the largest unit that fits: `now`, `6 min`, `2 h`, `3 d`. Takes milliseconds. */
export function spanWords(milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span < MINUTE) return 'now';
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}

/** For lists: `now`, `6 min`, `2 h`, `3 d`, then a date. `at` is ISO 8601, `now` milliseconds since 1970. */
export function shortAge(at: string, now: number): string {
  const time = Date.parse(at);
  return now - time < DATES_AFTER ? spanWords(Math.max(0, now - time)) : dateWords(time, now);
}

/** For sentences: `just now`, `6 min ago`, `3 d ago`, then `on 12 Sep`. */
export function ageWords(at: string, now: number): string {
  const time = Date.parse(at);
  if (now - time < MINUTE) return 'just now';
  return now - time < DATES_AFTER ? `${spanWords(now - time)} ago` : `on ${dateWords(time, now)}`;
}

/** For what has just happened: `4 s ago`, and from a minute on as `ageWords` has it. */
export function agoWords(at: string, now: number): string {
  const seconds = Math.max(1, Math.round((now - Date.parse(at)) / 1_000));
  return seconds < 60 ? `${seconds} s ago` : ageWords(at, now);
}

export function exactTime(at: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(at));
}

/** `12 Sep 2025`, the day of a moment where the moderator is. */
export function exactDay(at: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(new Date(at));
}

/** `12 Sep`, with the year when it is another one. */
export function dateWords(time: number, now: number): string {
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  const form: Intl.DateTimeFormatOptions = isThisYear
    ? { day: 'numeric', month: 'short' }
    : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(time));
}

/** How long something took, exactly enough to compare: `< 1 min`, `6 min`, `2 h 10 min`, `3 d 4 h`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < MINUTE) return '< 1 min';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  const [unit, name, smaller, smallName] =
    milliseconds < DAY ? ([HOUR, 'h', MINUTE, 'min'] as const) : ([DAY, 'd', HOUR, 'h'] as const);
  const rest = Math.floor((milliseconds % unit) / smaller);
  const whole = `${Math.floor(milliseconds / unit)} ${name}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`;
}
