import type { Config } from '@parley/adapters/host/config';
import { describeConfig } from '@parley/adapters/host/describe-config';
import { advice, type Finding, fault, ok } from './finding.ts';

/** The oldest Node that runs the sources as they are. */
const NODE_MAJOR_MIN = 24;
const SECRET_LENGTH_MIN = 32;

export function lookAtSettings(config: Config, nodeVersion: string): Finding[] {
  const shown = describeConfig(config);
  const isLocal = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(config.publicUrl);
  const findings: Finding[] = [
    Number.parseInt(nodeVersion, 10) >= NODE_MAJOR_MIN
      ? ok(`Node ${nodeVersion}`)
      : fault(
          `Node ${nodeVersion} is too old.`,
          `Use Node ${NODE_MAJOR_MIN} or later; \`npm run\` uses the one the project brings.`,
        ),
    ok(`roles ${shown.roles.join(', ')}; listens on ${shown.listen}; reached at ${shown.publicUrl}`),
  ];
  if (!isLocal && config.publicUrl.startsWith('http:')) {
    findings.push(
      advice(
        'Readers come over plain HTTP: what they sign in with can be overheard.',
        'Put TLS in front and set PUBLIC_URL=https://….',
      ),
    );
  }
  if (!isLocal && config.trustProxy === 0) {
    findings.push(
      advice(
        'No proxy is trusted (TRUST_PROXY=0), so behind one all readers would share one address and its limits.',
        'Set TRUST_PROXY to the number of proxies in front; leave it when there is none.',
      ),
    );
  }
  if (config.secret !== null && config.secret.length < SECRET_LENGTH_MIN) {
    findings.push(
      advice(
        'SECRET is short enough to be guessed.',
        'Set it to what `openssl rand -base64 32` prints; readers sign in anew.',
      ),
    );
  }
  if (!config.rateLimits)
    findings.push(advice('Rate limits are off.', 'Remove RATE_LIMITS=off unless this is a load test.'));
  return findings;
}
