/** What is told to whoever writes. */
import * as z from 'zod';

/** What a text would look like as a comment. Safe to insert, as `html` of a comment is. */
export const preview = z.object({ html: z.string() });

export type Preview = z.infer<typeof preview>;
