/** The part of the storage port that keeps what outside services said of comments, for as long as they may be told more. */

export type OpinionRecord = {
  comment: string;
  /** Of the body that was asked about: one opinion each. */
  revision: number;
  site: string;
  /** What the service was told, as it was. SECRET: holds texts and addresses, never for a log. */
  payload: Record<string, string>;
  verdict: 'ham' | 'spam';
  at: number;
};

export type OpinionStore = {
  /** Keeps the first opinion of a body. */
  add(opinion: OpinionRecord): Promise<void>;
  /**
   * Notes what a moderator made of a comment's body, where there is an opinion that says otherwise, and nobody was told of
   * it: false when there is nothing to tell.
   */
  contradict(body: Pick<OpinionRecord, 'comment' | 'revision'>, by: 'ham' | 'spam'): Promise<boolean>;
  /** Takes up to `limit` contradicted ones, each for one taker and once: whoever takes one tells the service. */
  takeContradicted(limit: number): Promise<(OpinionRecord & { contradiction: 'ham' | 'spam' })[]>;
  /** Deletes the opinions of a comment whose text is to be nowhere any more. */
  remove(comment: string): Promise<void>;
  /** Deletes those of before this moment (ms), `limit` at most. Answers how many. */
  purge(before: number, limit: number): Promise<number>;
};
