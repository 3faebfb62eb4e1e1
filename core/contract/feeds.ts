/** Signed lists. The gateway only relays them; clients verify against the root that policy names (PROTOCOL, Signing lists). */
import * as z from 'zod/mini';

/**
 * GET /v1/feeds/{list}. `note` is a C2SP signed note with two of the root's signatures over the text
 * "duecheck/list/<list>\n<version>\n<base64 SHA-256 of body>\n"; `body` is the JSON text itself, byte for byte.
 */
export const Feed = z.strictObject({ note: z.string(), body: z.string() });
export type Feed = z.infer<typeof Feed>;
export const LISTS = ['catalogue', 'bindings'] as const;
export const ListName = z.enum(LISTS);
export type ListName = z.infer<typeof ListName>;
