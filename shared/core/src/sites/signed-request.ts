import { createHmac } from 'node:crypto';
import type { HttpOut } from '../ports/http-out.ts';

/**
 * Posts JSON to an address of a site's, in a way that it can know for ours: `x-parley-signature` is `sha256=` and, in
 * hexadecimal, the HMAC of `x-parley-timestamp` (seconds since 1970), a dot and the body. `key` names what may come
 * more than once. Rejects as the port does.
 */
export function postSigned(
  { httpOut }: { httpOut: HttpOut },
  place: { url: string; secret: string; now: number; timeoutMs: number; key?: string },
  body: string,
): ReturnType<HttpOut['post']> {
  const { url, secret, now, timeoutMs, key } = place;
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return httpOut.post({
    url,
    headers: {
      'content-type': 'application/json',
      'x-parley-timestamp': timestamp,
      'x-parley-signature': `sha256=${signature}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body,
    timeoutMs,
  });
}
