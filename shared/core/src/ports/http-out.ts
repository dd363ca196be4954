/** The port by which we call services that owners name: only where such calls may go, and never for long. */

/** Why there is no answer: in words for a log, without the address. */
export class OutsideFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OutsideFailed';
  }
}

export type HttpOut = {
  /**
   * Sends a POST and answers what came, whatever its status. Rejects with `OutsideFailed` when the address is one that
   * may not be called, nobody answers within `timeoutMs` in all, the answer is too long, or leads elsewhere.
   */
  post(request: {
    url: string;
    headers: Record<string, string>;
    body: string;
    timeoutMs: number;
  }): Promise<{ status: number; headers: Record<string, string>; body: string }>;
};
