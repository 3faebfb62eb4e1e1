/**
 * Every key that lives, wrapped anew under the newest key-encryption key. Then nothing needs the older one but backups: when its
 * file goes, so does what they hold (PROTOCOL, Register).
 */
import { sql } from 'kysely';
import { markForRewriting } from '../erasure/rewrite-files.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Database, Trx } from '../store/database.ts';
import { KEY_TABLES, keyTable } from '../store/key-tables.ts';
import { unwrapKey, type WrappedRow, type WrappingWorld, wrapKey } from './wrapped-key.ts';

/** Keys in one transaction. */
const AT_ONCE = 1000;

export interface RewrapWorld extends WrappingWorld {
  readonly db: Database;
  readonly clock: { readonly now: () => number };
}

/** @returns how many. Their old forms stay in the tables' files until those are written anew. @throws DuecheckError WrappedKeyCode */
export async function rewrapKeys(world: RewrapWorld): Promise<number> {
  let rewrapped = 0;
  for (let part = 0; part < KEY_TABLES; part++) {
    const table = keyTable((part * 256) / KEY_TABLES);
    for (;;) {
      const n = await world.db.transaction().execute((trx) => rewrapSome(trx, world, table));
      rewrapped += n;
      if (n < AT_ONCE) break;
    }
  }
  return rewrapped;
}

async function rewrapSome(trx: Trx, world: RewrapWorld, table: string): Promise<number> {
  const kek = world.keys.current('kek');
  const { rows } = await sql<WrappedRow & { bucket: number }>`
    select bucket, ref, kek_kid, wrapped from ${sql.table(table)}
     where kek_kid <> ${kek.kid} order by bucket, ref limit ${AT_ONCE} for update`.execute(trx);
  if (rows.length === 0) return 0;
  const anew = await Promise.all(rows.map(async (row) => wrapKey(world, kek, row.ref, await unwrapKey(world, row))));
  await sql`
    update ${sql.table(table)} k set kek_kid = ${kek.kid}, wrapped = u.wrapped
      from unnest(${rows.map(({ bucket }) => bucket)}::smallint[], ${textArray(anew.map(({ ref }) => ref))}::text[],
                  ${byteaArray(anew.map(({ wrapped }) => wrapped))}::bytea[]) as u (bucket, ref, wrapped)
     where k.bucket = u.bucket and k.ref = u.ref`.execute(trx);
  await markForRewriting(trx, [table], new Date(world.clock.now()));
  return rows.length;
}

/** How many keys are still wrapped under that one. */
export async function wrappedUnder(db: Database, kid: string): Promise<number> {
  const { n } = await db
    .selectFrom('subject_key')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kek_kid', '=', kid)
    .executeTakeFirstOrThrow();
  return Number(n);
}
