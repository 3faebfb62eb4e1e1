/**
 * New year: the last entry of the old log names the next, the first entry of the new log names the old one's last head. All of it
 * in one transaction, so that two gateways that turn at different instants end one log and begin one.
 */
import type { Trx } from '../store/database.ts';
import { appendLeaf, beginLog, ownOrganisation, statedHead } from './begin-log.ts';
import { growLog, type Leaf, type SequencerWorld } from './grow-log.ts';
import { parseOrigin, shardOrigin, yearOf } from './log-origin.ts';
import type { Shard } from './shards.ts';

/** @param entries the last that waited for the old log. @throws HeadMoved, and as `growLog` */
export async function turnOfYear(trx: Trx, world: SequencerWorld, old: Shard, entries: readonly Leaf[]): Promise<void> {
  const register = parseOrigin(old.origin)?.register ?? '';
  const next = shardOrigin(register, { year: yearOf(world.clock.now()), epoch: 1 });
  const own = { organisation: await ownOrganisation(trx), actor: null };
  const last = await appendLeaf(trx, world, {
    ...own,
    type: 'shard.ended',
    request: { observed: { log: old.origin, next }, claimed: {} },
  });
  const head = await growLog(trx, world, old, [...entries, last], last.id);
  await beginLog(trx, world, next, {
    ...own,
    type: 'shard.opened',
    request: { observed: { log: next, previous: statedHead(head) }, claimed: {} },
  });
}
