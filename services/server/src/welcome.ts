import { resolve } from 'node:path';
import type { Config } from '@parley/adapters/host/config';
import type { Running } from './compose.ts';

/** What the person who started the server wants to know. The made-up password is shown this once. */
export function welcome(config: Config, running: Running): string {
  if (!config.roles.has('http')) return '';
  const { owner } = running;
  const data =
    config.store.kind === 'sqlite' ? resolve(config.store.path) : 'the MongoDB server of STORE_URL';
  const lines = [
    '',
    'Parley is running.',
    '',
    ...(config.bootstrapSite ? [`  Demo page   ${config.publicUrl}/demo/`] : []),
    `  Console     ${config.publicUrl}/console/`,
    ...(owner ? [`  Moderator   ${owner.email}`] : []),
    ...(owner?.password ? [`  Password    ${owner.password}   (shown once: note it down)`] : []),
    ...(owner && !owner.password
      ? ['  Password    the one shown at the first start, or given in BOOTSTRAP_MODERATOR']
      : []),
    `  Data        ${data}`,
    '',
    'Try it: post a comment; one that says “casino” is held for the moderator. Ctrl-C stops.',
    '',
    '',
  ];
  return lines.join('\n');
}
