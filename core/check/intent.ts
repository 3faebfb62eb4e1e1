/**
 * An intent is the clerk's one wish ("check this person for this case") with its Idempotency-Key. It is stored before
 * the first attempt, so that a worker that dies between request and answer asks again under the same key and the
 * gateway answers with the same check (DESIGN §3, Idempotency). No answer is ever kept here: a replay runs the
 * permission and state filters again.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import * as z from 'zod/mini';
import { toHex, utf8 } from '../bytes.ts';
import type { DeskRoute } from '../contract/index.ts';
import type { CheckWorld } from './world.ts';

const Stored = z.strictObject({ key: z.string(), since: z.number() });

export interface Intent {
  readonly id: string;
  readonly idempotencyKey: string;
}

/** A wish that nobody saw answered for this long is a new wish. */
export const INTENT_MINUTES = 10;

/**
 * @param wish `scope` tells apart two wishes with the same words, such as a first check and the re-check before an
 * adverse decision takes effect.
 */
export async function rememberIntent(
  world: Pick<CheckWorld, 'clock' | 'store' | 'random'>,
  wish: { readonly route: DeskRoute; readonly scope: string; readonly id?: string; readonly body: unknown },
): Promise<Intent> {
  const id = intentId(wish);
  const known = z.safeParse(Stored, await world.store.get(id));
  const now = world.clock.now();
  if (known.success && now - known.data.since < INTENT_MINUTES * 60_000) return { id, idempotencyKey: known.data.key };
  const idempotencyKey = toHex(world.random(16));
  await world.store.set(id, { key: idempotencyKey, since: now });
  return { id, idempotencyKey };
}

export const forgetIntent = (world: Pick<CheckWorld, 'store'>, id: string): Promise<void> => world.store.delete(id);

const intentId = (wish: { route: DeskRoute; scope: string; id?: string; body: unknown }): string =>
  `intent:${toHex(sha256(utf8(JSON.stringify([wish.route, wish.scope, wish.id ?? '', sorted(wish.body)]))))}`;

/** Property order is no part of a wish. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;
