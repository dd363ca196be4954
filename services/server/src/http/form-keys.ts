import { timingSafeEqual } from 'node:crypto';
import { CoreError } from '@parley/core/core-error';
import type { Clock, HashToken, Ids } from '@parley/core/ports/host';

export type FormKey = {
  /** What makes the comment of this form one, however often it is sent. */
  idempotencyKey: string;
  /** When the form was made, in milliseconds since 1970. */
  madeAt: number;
};

/**
 * Keys for the forms of plain pages. Each says when its form was made, for which thread, and is signed, so
 * that nothing of it has to be kept. A key is unguessable and told to one reader only: it stands for the
 * comment that it makes.
 */
export function createFormKeys(deps: { clock: Clock; ids: Ids; hashToken: HashToken }) {
  const sign = (thread: string, madeAt: string, nonce: string) =>
    deps.hashToken(`form ${thread} ${madeAt} ${nonce}`);

  return {
    make(thread: string, madeAt = deps.clock.now()): string {
      const at = Math.max(0, madeAt).toString(36);
      const nonce = deps.ids.secret();
      return `${at}.${nonce}.${sign(thread, at, nonce)}`;
    },
    /** Throws `validation-failed` for a key that was not made here for this thread. */
    read(thread: string, key: string): FormKey {
      const [at = '', nonce = '', signature = ''] = key.split('.');
      const expected = Buffer.from(sign(thread, at, nonce));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new CoreError(
          'validation-failed',
          'This form was made long ago. It is new now: press Post once more.',
          {
            errors: [{ pointer: '/key', detail: 'not a key of our forms' }],
          },
        );
      }
      return { idempotencyKey: `form-${nonce}`, madeAt: Number.parseInt(at, 36) };
    },
  };
}

export type FormKeys = ReturnType<typeof createFormKeys>;
