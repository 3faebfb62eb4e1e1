/** GET /register/logs: every log of a register, oldest first. */
import * as z from 'zod/mini';

const entry = z.nullable(z.string());

export const LogListAnswer = z.strictObject({
  logs: z.array(
    z.strictObject({
      origin: z.string(),
      state: z.enum(['open', 'ended', 'lost', 'gone']),
      size: z.int(),
      /** Its last head, under the log's signature. */
      checkpoint: z.string(),
      opened: entry,
      ended: entry,
      gone: entry,
    }),
  ),
});
export type LogListAnswer = z.infer<typeof LogListAnswer>;
