/** `npm run cli -- …`: the operator's command. */

import { systemClock } from '@parley/adapters/host/clock';
import { createIds } from '@parley/adapters/host/ids';
import { askSecret } from './ask-secret.ts';
import { openConfiguredBus, openConfiguredStore } from './open-adapters.ts';
import { runCommand } from './program.ts';

const exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  ids: createIds(systemClock),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  askSecret,
  openStore: openConfiguredStore,
  openBus: openConfiguredBus,
});
// A connection that a fault left open shall not keep the command from ending.
process.exit(exitCode);
