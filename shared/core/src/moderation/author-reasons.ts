/** Told to the author when the moderator gives no reason of their own. */
export const DEFAULT_REASONS = {
  reject: 'It does not keep to the rules of this discussion.',
  spam: 'It was taken for advertising.',
} as const;

/** Told to the author of a comment that waits once more because a decision was taken back. */
export const HELD_AGAIN = 'A moderator looks at it again.';
