/**
 * The end of a log whose ten years are over: first the entry that says so, in the newest log; then its leaves, rows, tiles and keys,
 * piece by piece. What died in between goes on where it stood, since the log says `gone` as long as something of it is left.
 */
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import { markForRewriting } from '../erasure/rewrite-files.ts';
import { appendPublic } from '../register/append-public.ts';
import { ownOrganisation, statedHead } from '../register/begin-log.ts';
import { endOfYear } from '../register/log-origin.ts';
import { readShards, type Shard } from '../register/shards.ts';
import type { World } from '../world.ts';
import { emptyYear } from './empty-year.ts';
import { logsOver } from './over.ts';

/** Entries in one transaction: some megabytes, and locks for some hundred milliseconds. */
const PIECE = 2000;

export type EndingWorld = Pick<World, 'db' | 'clock' | 'legal' | 'register'>;

interface Turn {
  readonly signal?: AbortSignal;
  /** Whether this process still holds the lease. */
  readonly keep: () => Promise<boolean>;
}

/** @returns names of the logs that ended now */
export async function endLogs(world: EndingWorld, { signal, keep }: Turn): Promise<string[]> {
  const { today } = await world.legal(world.db);
  const ended: string[] = [];
  for (const shard of await logsOver(world.db, world.register.origin, today)) {
    await sayGone(world, shard, today);
    ended.push(shard.origin);
  }
  for (const shard of await readShards(world.db, world.register.origin)) {
    if (shard.state !== 'gone') continue;
    while (await removePiece(world, shard)) if (signal?.aborted || !(await keep())) return ended;
    await removeRest(world, shard);
  }
  return ended;
}

const sayGone = (world: EndingWorld, shard: Shard, today: string): Promise<void> =>
  world.db.transaction().execute(async (trx) => {
    const log = trx.updateTable('register_head').where('origin', '=', shard.origin);
    const { numUpdatedRows } = await log.set({ state: 'gone' }).where('state', '<>', 'gone').executeTakeFirstOrThrow();
    // Another gateway, whose lease ran out while it stood still, said so already.
    if (numUpdatedRows === 0n) return;
    const entry = await appendPublic(trx, world.register.append, {
      type: 'shard.removed',
      organisation: await ownOrganisation(trx),
      actor: null,
      request: { observed: { removed: statedHead(shard), on: today }, claimed: {} },
    });
    await log.set({ gone: entry.id }).execute();
  });

/** @returns whether there was something */
const removePiece = ({ db, clock }: EndingWorld, { origin }: Shard): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('register_place')
      .select('entry')
      .where('origin', '=', origin)
      .orderBy('seq')
      .limit(PIECE)
      .execute();
    if (rows.length === 0) return false;
    const ids = rows.map(({ entry }) => entry);
    for (const table of ['shown_record', 'entry_visibility', 'entry_erasure', 'public_request', 'register_place'])
      await sql`delete from ${sql.table(table)} where entry = any(${ids}::text[])`.execute(trx);
    await sql`delete from register_entry where id = any(${ids}::text[])`.execute(trx);
    await markForRewriting(trx, ['register_entry', 'shown_record'], new Date(clock.now()));
    return true;
  });

/** Tiles, cosignatures and keys. Nothing happens where all is gone already. */
const removeRest = ({ db, clock }: EndingWorld, { origin, year, size }: Shard): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { numAffectedRows: tiles = 0n } = await sql`delete from register_tile where origin = ${origin}`.execute(trx);
    if (tiles === 0n) return;
    for (const table of ['register_cosignature', 'register_cosigned'])
      await sql`delete from ${sql.table(table)} where origin = ${origin} and size < ${Number(size)}`.execute(trx);
    // Another log may hold late entries of that year, and has them under its keys.
    const { rows } = await sql<{ ref: string }>`
      delete from subject_key k
       where (k.ref like ${`register/${year}/%`} or k.ref like ${`office/%/${year}-__`})
         and not exists (select from register_entry e
                          where e.occurred_at < ${iso(endOfYear(year))} and k.ref in (e.person_kid, e.office_kid))
      returning k.ref`.execute(trx);
    const emptied = await emptyYear(trx, year);
    const keyed = rows.length === 0 ? [] : await keyTables(trx);
    await markForRewriting(trx, [...keyed, ...emptied], new Date(clock.now()));
  });

async function keyTables(trx: Parameters<typeof markForRewriting>[0]): Promise<string[]> {
  const { rows } = await sql<{ relation: string }>`
    select relname as relation from pg_class where relname like 'subject\\_key\\___' and relkind = 'r'`.execute(trx);
  return rows.map(({ relation }) => relation);
}
