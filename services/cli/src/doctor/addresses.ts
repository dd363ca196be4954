import { createAddressReader } from '@parley/adapters/host/client-address';
import type { Config } from '@parley/adapters/host/config';
import { type Finding, ok } from './finding.ts';

/** Addresses set aside for documentation (RFC 5737), so that nobody takes them for real ones. */
const EXAMPLES = [
  {
    remote: '203.0.113.9',
    forwardedFor: '198.51.100.1',
    story: 'a reader at 203.0.113.9 who claims to be 198.51.100.1',
  },
  {
    remote: '127.0.0.1',
    forwardedFor: '198.51.100.1, 203.0.113.9',
    story: 'the same reader through a proxy at 127.0.0.1',
  },
];

/** Shows whom the server would hold responsible for a request: limits count by that address. */
export function lookAtAddresses({ trustProxy }: Config): Finding[] {
  const addressOf = createAddressReader(trustProxy);
  const setting = Array.isArray(trustProxy) ? trustProxy.join(',') : trustProxy;
  return EXAMPLES.map(({ story, ...connection }) =>
    ok(`TRUST_PROXY=${setting}: ${story} counts as ${addressOf(connection)}`),
  );
}
