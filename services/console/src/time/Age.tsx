import { useDesk } from '../desk/desk-context.ts';
import { ageWords, exactTime, shortAge } from './time-words.ts';

/** How long ago, in a word or two; the exact time on pointing at it. */
export function Age({ at, isSentence = false }: { at: string; isSentence?: boolean }) {
  const now = useDesk().now.value;
  return (
    <time class="age" dateTime={at} title={exactTime(at)}>
      {isSentence ? ageWords(at, now) : shortAge(at, now)}
    </time>
  );
}
