/**
 * After a proven loss: a head that our key signed and that was published is not in the database any more. The log that lost it
 * is closed as it stands, and a new epoch begins, whose first entry says what was known of the old one, what is left, who decided
 * it and why. Entries that have no place yet go to the new log; those that are gone are named by nobody, only counted.
 */
import { DuecheckError } from '@duecheck/core/errors';
import type { Suite, TreeHash } from '@duecheck/core/register';
import type { Clock } from '../clock.ts';
import { type Ordered, requireAdministrators } from '../erasure/administrators.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { Database } from '../store/database.ts';
import type { World } from '../world.ts';
import { type BeginningWorld, beginLog, statedHead } from './begin-log.ts';
import { type Head, openOwnHead } from './head.ts';
import { readHeadFile, writeHeadFile } from './head-file.ts';
import { whatIsMissing } from './known-head.ts';
import { byAge, type LogEpoch, parseOrigin, shardOrigin, yearOf } from './log-origin.ts';
import { newestShard } from './shards.ts';

export type NewEpochCode = 'no-loss-proven';

export interface LossWorld extends BeginningWorld {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly clock: Clock;
  /** Of any log of the register. */
  readonly origin: string;
  readonly headFile: string;
  readonly legal: World['legal'];
  /** Heads that witnesses show under our signature. */
  readonly kept: readonly Head[];
}

export interface NewEpoch {
  readonly origin: string;
  readonly entry: string;
  /** The last head that was known of the log that lost it. */
  readonly lost: ReturnType<typeof statedHead>;
  /** What the database still has of it. */
  readonly held: ReturnType<typeof statedHead> | null;
}

/** @throws DuecheckError NewEpochCode */
export async function newEpoch(world: LossWorld, order: Ordered): Promise<NewEpoch> {
  const known = await newestLost(world);
  const made = await world.db.transaction().execute(async (trx) => {
    const { organisation, actor } = await requireAdministrators(trx, world, order);
    const held = await newestShard(trx, world.origin);
    // Whoever asked meanwhile began it: the row is locked, and no longer open.
    const closed = await trx
      .updateTable('register_head')
      .set({ state: 'lost' })
      .where('origin', '=', held?.origin ?? '')
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (held !== undefined && closed.numUpdatedRows !== 1n)
      throw new DuecheckError<NewEpochCode>('no-loss-proven', `${held.origin} ended already`);
    const origin = nextEpoch(known.origin, held, yearOf(world.clock.now()));
    const stated = { lost: statedHead(known), held: held === undefined ? null : statedHead(held) };
    const head = await beginLog(trx, world, origin, {
      type: 'epoch.opened',
      organisation,
      actor,
      // Open to everybody: the reason names no person, and who decided it is in the entry for auditors.
      request: { observed: { log: origin, ...stated }, claimed: { reason: order.reason } },
      office: { purpose: 'new-epoch', second: { ...order.second }, reason: order.reason },
    });
    return { head, stated };
  });
  writeHeadFile(world.headFile, made.head.checkpoint);
  const opened = await newestShard(world.db, world.origin);
  return { origin: made.head.origin, entry: opened?.opened ?? '', ...made.stated };
}

/** @throws DuecheckError `no-loss-proven`: the database holds every head that we or a witness can show */
async function newestLost(world: LossWorld): Promise<Head> {
  const filed = readHeadFile(world.headFile);
  const heads = [...world.kept];
  if (filed !== undefined) heads.push(openOwnHead(filed, filed.slice(0, filed.indexOf('\n')), world.keys, world.suite));
  const lost: (Head & LogEpoch)[] = [];
  for (const head of heads) {
    const named = parseOrigin(head.origin);
    if (named !== undefined && (await whatIsMissing(world, head)) !== undefined) lost.push({ ...head, ...named });
  }
  const newest = lost.sort((a, b) => byAge(a, b) || (a.size < b.size ? -1 : 1)).at(-1);
  if (newest === undefined)
    throw new DuecheckError<NewEpochCode>(
      'no-loss-proven',
      'the database holds every head that the head file and the witnesses show; a new epoch would hide entries',
    );
  return newest;
}

/** After every epoch of that year that anybody knows of. */
function nextEpoch(lost: string, held: LogEpoch | undefined, year: number): string {
  const named = parseOrigin(lost);
  const newest = Math.max(year, named?.year ?? 0, held?.year ?? 0);
  const epochs = [named, held].flatMap((one) => (one?.year === newest ? [one.epoch] : []));
  return shardOrigin(named?.register ?? '', { year: newest, epoch: Math.max(0, ...epochs) + 1 });
}
