/** Identifiers on the wire: UUIDv7 (RFC 9562) with a prefix that says of what. */
import { v7 } from 'uuid';
import * as z from 'zod/mini';

export const ID_PREFIXES = [
  'chk',
  'dec',
  'ent',
  'aut',
  'bat',
  'cs',
  'rcp',
  'dfr',
  'out',
  'rel',
  'imp',
  'drf',
  'alr',
] as const;
export type IdPrefix = (typeof ID_PREFIXES)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

const UUID_V7 = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

export const idSchema = <P extends IdPrefix>(prefix: P) =>
  z.string().check(z.regex(new RegExp(`^${prefix}_${UUID_V7}$`))) as unknown as z.ZodMiniType<Id<P>, string>;

/** @param world the instant in milliseconds and 16 random bytes, both handed in. */
export const newId = <P extends IdPrefix>(prefix: P, world: { now: number; random: Uint8Array }): Id<P> =>
  `${prefix}_${v7({ msecs: world.now, random: world.random })}`;
