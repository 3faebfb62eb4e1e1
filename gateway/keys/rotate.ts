/**
 * A new key beside the old one. From the gateways' next start the new one signs, wraps and keys; the old one goes on verifying,
 * unwrapping and finding, and heads carry both signatures, until `end-key.ts` takes it away.
 *
 * Whoever pinned the old key of the log follows the entry: it commits to the new one, under a head that the old one signed. So it
 * is placed first and the key is written last; one that never comes does no harm.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { toBase64Url } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import { type Ordered, requireAdministrators } from '../erasure/administrators.ts';
import { appendPublic } from '../register/append-public.ts';
import { vkeyOf } from '../register/head.ts';
import type { World } from '../world.ts';
import { nextKey } from './create-key-ring.ts';
import { type KeyFile, type KeyUse, writeKeyFile } from './key-file.ts';
import { toKey } from './key-ring.ts';

export type RotatingWorld = Pick<World, 'db' | 'keys' | 'suite' | 'clock' | 'legal' | 'register'>;

export interface Rotated {
  readonly kid: string;
  readonly follows: string;
  readonly entry: string;
}

/** How long the entry may take to its place; a sequencer that sleeps is an alarm of its own. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 200;

/** @param dir of the key ring. @throws DuecheckError `entry-unplaced`; as `requireAdministrators` */
export async function rotateWithEntry(
  world: RotatingWorld,
  dir: string,
  use: KeyUse,
  order: Ordered,
): Promise<Rotated> {
  const key = nextKey(dir, use, world.clock.now());
  const follows = world.keys.current(use).kid;
  const entry = await world.db.transaction().execute(async (trx) => {
    const administered = await requireAdministrators(trx, world, order);
    const made = await appendPublic(trx, world.register.append, {
      type: 'key.rotated',
      ...administered,
      request: { observed: { use, kid: key.kid, follows, ...publicPart(world, key) }, claimed: {} },
      office: { purpose: 'key-rotation', second: { ...order.second }, reason: order.reason },
    });
    await trx
      .insertInto('register_rotation')
      .values({ entry: made.id, use, kid: key.kid, at: new Date(world.clock.now()), origin: null, checkpoint: null })
      .execute();
    return made.id;
  });
  if (use === 'log') await keepHeadOver(world, entry);
  writeKeyFile(dir, key);
  return { kid: key.kid, follows, entry };
}

/** Of a key that others verify with. */
function publicPart({ register, suite }: RotatingWorld, file: KeyFile): object {
  const key = toKey(file);
  if (key.use === 'log') return { vkey: vkeyOf(key, register.origin, suite) };
  return key.use === 'receipt' ? { publicKey: toBase64Url(key.publicKey) } : {};
}

/** The first head that the entry lies under, as the old key signed it: what an auditor needs who comes years later. */
async function keepHeadOver({ db, register }: RotatingWorld, entry: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    await register.sequence();
    if ((await register.proof(entry)).status === 'proved') break;
    if (performance.now() > until)
      throw new DuecheckError(
        'entry-unplaced',
        'the entry of the rotation finds no place in the log; the old key stays',
      );
    await delay(LOOK_MS);
  }
  const { origin } = await db
    .selectFrom('register_place')
    .select('origin')
    .where('entry', '=', entry)
    .executeTakeFirstOrThrow();
  const log = (await register.logs()).find((one) => one.origin === origin);
  await db
    .updateTable('register_rotation')
    .set({ origin, checkpoint: log?.checkpoint ?? null })
    .where('entry', '=', entry)
    .execute();
}
