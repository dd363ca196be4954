import type { Log } from '@parley/core/ports/host';
import type { Mailer } from '@parley/core/ports/mailer';

/** Where no mail server is set up: the log tells that there was a mail, and nothing of what was in it. */
export function createLoggedMailer(log: Log): Mailer {
  return {
    isSetUp: false,
    send: async ({ id }) => log.warn('mail.not-set-up', { message: id }),
    close: async () => {},
  };
}
