/**
 * The end of a key that another one follows. Of keys that sign the public half stays, for what they signed; of the others
 * nothing does, once nothing needs them.
 */
import { rmSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import { type Ordered, requireAdministrators } from '../erasure/administrators.ts';
import { appendPublic } from '../register/append-public.ts';
import { KEY_USES, type KeyUse, keyPath, readKeyFile, writeKeyFile } from './key-file.ts';
import { wrappedUnder } from './rewrap.ts';
import type { RotatingWorld } from './rotate.ts';

export type EndKeyCode = 'no-such-key' | 'key-in-use';

/** Outboxes that a clerk's browser sealed are opened for so long (PROTOCOL, Outbox). */
const OUTBOX_MS = 90 * 86_400_000;

/** @returns the entry that says so. @throws DuecheckError EndKeyCode; as `requireAdministrators` */
export async function endKey(world: RotatingWorld, dir: string, kid: string, order: Ordered): Promise<string> {
  const use = useOf(world, kid);
  await assertUnneeded(world, use, kid);
  const entry = await world.db.transaction().execute(async (trx) => {
    const administered = await requireAdministrators(trx, world, order);
    return appendPublic(trx, world.register.append, {
      type: 'key.rotated',
      ...administered,
      request: { observed: { use, ended: kid }, claimed: {} },
      office: { purpose: 'key-end', second: { ...order.second }, reason: order.reason },
    });
  });
  const file = readKeyFile(keyPath(dir, kid));
  if (file.use === 'log' || file.use === 'receipt') {
    const { d: _, ...jwk } = file.jwk;
    writeKeyFile(dir, { ...file, jwk });
  } else rmSync(keyPath(dir, kid));
  return entry.id;
}

function useOf({ keys }: Pick<RotatingWorld, 'keys'>, kid: string): KeyUse {
  const use = KEY_USES.find((one) => keys.find(one, kid) !== undefined);
  if (use === undefined) throw new DuecheckError<EndKeyCode>('no-such-key', `${kid} is no key of this ring`);
  return use;
}

async function assertUnneeded({ db, keys, clock }: RotatingWorld, use: KeyUse, kid: string): Promise<void> {
  const inUse = (why: string) => new DuecheckError<EndKeyCode>('key-in-use', `${kid}: ${why}`);
  const { createdAt, kid: newest } = keys.current(use);
  if (kid === newest) throw inUse('it is the newest of its use; rotate first');
  if (use === 'pepper') throw inUse('columns are found by it for as long as there are entries; it ends with them');
  if (use === 'outbox' && clock.now() - Date.parse(createdAt) < OUTBOX_MS)
    throw inUse('what browsers sealed for it is opened for 90 days');
  const wrapped = use === 'kek' ? await wrappedUnder(db, kid) : 0;
  if (wrapped > 0) throw inUse(`${wrapped} keys are wrapped under it; run duecheck register rewrap`);
}
