/** Sends mail. */
export type Mailer = {
  /** False where no mail server is set up: then `send` logs that there was a mail, and no more. */
  readonly isSetUp: boolean;
  /**
   * Resolves when the server has taken the mail, within a bounded time. The same id makes the same `Message-ID`, by
   * which mailboxes know a mail that was sent twice. Rejects with `MailRefused` when trying again is of no use, with
   * `MailDelayed` when it may be; neither says the address.
   */
  send(mail: Mail): Promise<void>;
  close(): Promise<void>;
};

export type Mail = {
  /** Letters, digits and hyphens. */
  id: string;
  /** One address. */
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
};

export class MailRefused extends Error {
  constructor(code: string) {
    super(`the mail was refused: ${code}`);
    this.name = 'MailRefused';
  }
}

export class MailDelayed extends Error {
  constructor(code: string) {
    super(`the mail could not be sent: ${code}`);
    this.name = 'MailDelayed';
  }
}
