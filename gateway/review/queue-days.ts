/** Reads the log on from where it was read to, and notes which clerk's days are to be asked about, and when. */
import { askedAt, waitsOf } from '@duecheck/core/review';
import type { CivilDate } from '@duecheck/core/time';
import { legalDateOf } from '@duecheck/core/time';
import { sql } from 'kysely';
import { isSealed } from '../audit/withheld.ts';
import { iso } from '../clock.ts';
import type { Database, Tables } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import type { World } from '../world.ts';
import { isAct } from './load-acts.ts';
import { rulesInForce } from './rules-in-force.ts';

/** Places at once. */
const CHUNK = 5000;
/** A house that has looked people up for years, and begins to review: its auditors are not asked about all of them. */
const LONGEST_AGO_MS = 92 * 86_400_000;

/** @returns whether there was anything to read */
export async function queueDays({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<boolean> {
  const since = iso(clock.now() - LONGEST_AGO_MS);
  const heads = await db.selectFrom('register_head').select(['origin', 'size']).orderBy('origin').execute();
  let read = false;
  for (const { origin, size } of heads) read = (await readOn(db, { origin, size, since })) || read;
  return read;
}

interface Log {
  readonly origin: string;
  readonly size: number;
  readonly since: string;
}

const readOn = (db: Database, { origin, size, since }: Log): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await trx
      .insertInto('review_cursor')
      .values({ origin, next: 0 })
      .onConflict((conflict) => conflict.column('origin').doNothing())
      .execute();
    const { next } = await trx
      .selectFrom('review_cursor')
      .select('next')
      .where('origin', '=', origin)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (next >= size) return false;
    const end = Math.min(size, next + CHUNK);
    const { rows } = await sql<{ iss: string; sub: string; organisation: string; occurred_at: string }>`
      select e.actor_iss as iss, e.actor_sub as sub, e.organisation, e.occurred_at
        from register_place p join register_entry e on e.id = p.entry
       where p.origin = ${origin} and p.seq >= ${next} and p.seq < ${end} and e.occurred_at >= ${since}
         and ${isAct} and not ${isSealed}`.execute(trx);
    const { version, rules } = await rulesInForce(trx);
    const days = new Map(
      rows.map(({ occurred_at, ...doer }) => {
        const day = legalDateOf(occurred_at);
        return [JSON.stringify([doer, day]), { ...doer, day }];
      }),
    );
    const due = [...days.values()].flatMap(({ day, ...doer }) =>
      waitsOf(rules).map((wait): Due => ({ ...doer, day, ask_at: new Date(askedAt(day as CivilDate, wait)), version })),
    );
    await insertRows(trx, 'review_due', COLUMNS, due, 'do nothing');
    await trx.updateTable('review_cursor').set({ next: end }).where('origin', '=', origin).execute();
    return true;
  });

type Due = Tables['review_due'];
const COLUMNS = {
  iss: 'text',
  sub: 'text',
  organisation: 'text',
  day: 'date',
  ask_at: 'timestamptz',
  version: 'integer',
} as const satisfies ColumnTypes<Due>;
