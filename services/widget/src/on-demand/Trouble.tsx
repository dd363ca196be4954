import type { ApiError } from '@parley/contracts/client/api-client';
import { Problem } from '../Problem.tsx';
import { problemText } from './problem-text.ts';
import { useSpeak } from './use-speak.ts';

/** A call that failed, in plain words. */
export function Trouble({ error }: { error: ApiError }) {
  return <Problem text={problemText(useSpeak(), error, false)} />;
}
