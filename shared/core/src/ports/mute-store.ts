/** The part of the storage port that keeps whose comments a reader does not want to see. */
export type MuteStore = {
  /**
   * Puts an author on a reader's list, last, or takes them off it. Doing so twice is doing so once. Beyond `limit`
   * the list forgets who was put on it first.
   */
  set(mute: { reader: string; author: string; isMuted: boolean; limit: number }): Promise<void>;
  /** The ids of the authors, in the order in which they were muted. */
  list(reader: string): Promise<string[]>;
};
