/** The port by which a browser is asked to spend some time: too much for a program that posts by the thousand. */

/** What a browser is asked: the number whose hash with the salt is `challenge`. ALTCHA's form. */
export type CaptchaChallenge = {
  algorithm: string;
  challenge: string;
  salt: string;
  signature: string;
  /** The number sought is not greater. */
  maxnumber?: number | undefined;
};

export type Captcha = {
  /** A new challenge; nothing of it is kept. */
  ask(): Promise<CaptchaChallenge>;
  /** Which challenge a solution solves, and until when (ms); null when it solves none of ours, or one that is over. */
  check(solution: string): Promise<{ id: string; expiresAt: number } | null>;
};

/** The part of the storage port that keeps which challenges were used, until they are over. */
export type ChallengeStore = {
  /** Takes a challenge for `by`, once: false when it was taken for something else before. */
  take(challenge: { id: string; by: string; expiresAt: number }): Promise<boolean>;
  /** Forgets those that were over before this moment (ms), `limit` at most. Answers how many. */
  purge(before: number, limit: number): Promise<number>;
};
