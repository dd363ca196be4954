import { PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '@parley/contracts/limits';
import { CommandError, type Host } from './host.ts';

/** 120 bits: more than anybody guesses, and short enough to be typed once. */
const MADE_UP_LENGTH = 20;

/** Asks for a password; makes one up where nobody answers. `isMadeUp` says that it has to be shown. */
export async function choosePassword(host: Host): Promise<{ password: string; isMadeUp: boolean }> {
  const answer = await host.askSecret('Password (empty: make one up): ');
  if (answer === null) return { password: host.ids.secret().slice(0, MADE_UP_LENGTH), isMadeUp: true };
  if (answer.length < PASSWORD_MIN_LENGTH || answer.length > PASSWORD_MAX_LENGTH) {
    throw new CommandError(`A password has ${PASSWORD_MIN_LENGTH} to ${PASSWORD_MAX_LENGTH} characters.`);
  }
  return { password: answer, isMadeUp: false };
}
