/** Sends mail. */
export type Mailer = {
  /** False where no mail server is set up: then `send` logs that there was a mail, and no more. */
  readonly isSetUp: boolean;
  /**
   * Resolves when the server has taken the mail, within a bounded time. The same mail is the same to the letter, by
   * `Message-ID` and date too, by which mailboxes know one that was sent twice. `beforeHandover` is awaited when the
   * server has all of it but the end, without which it delivers nothing; if that rejects, the end is not sent.
   * Rejects with `MailRefused` when trying again is of no use, with `MailUnconfirmed` when the server may have taken
   * it, with `MailDelayed` when it has not; none of them says the address.
   */
  send(mail: Mail, beforeHandover?: () => Promise<void>): Promise<void>;
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
  /** When it was written (ms). */
  at: number;
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

/** The server had the whole mail, and its answer did not come: it may deliver it. */
export class MailUnconfirmed extends MailDelayed {
  constructor(code: string) {
    super(code);
    this.name = 'MailUnconfirmed';
  }
}
