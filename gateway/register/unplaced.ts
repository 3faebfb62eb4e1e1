/** Entries that were acknowledged and stand nowhere: neither waiting nor placed, so that no sequencer will ever see them. */
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';
import type { OnPiece, StoredProblem } from './verify-stored.ts';

/** Rows of one look, by their key: a join over all of them would run for minutes. */
const AT_ONCE = 5000;

export async function findUnplaced(db: Database, piece: OnPiece = async () => true): Promise<StoredProblem[]> {
  const found: StoredProblem[] = [];
  for (let after = ''; ; ) {
    const { rows } = await sql<{ id: string; stands: boolean }>`
      select e.id, p.entry is not null or w.entry is not null as stands
        from (select id from register_entry where id > ${after} order by id limit ${AT_ONCE}) e
        left join register_place p on p.entry = e.id
        left join register_pending w on w.entry = e.id
       order by e.id`.execute(db);
    for (const { id, stands } of rows) if (!stands) found.push({ code: 'unplaced', entry: id, index: null });
    const last = rows.at(-1);
    if (last === undefined || !(await piece(0))) return found;
    after = last.id;
  }
}
