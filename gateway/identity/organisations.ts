import { sql } from 'kysely';
import type { Database, Trx } from '../store/database.ts';

/** Organisations above this one, nearest first. */
export async function superiorsOf(db: Database | Trx, organisation: string): Promise<string[]> {
  const { rows } = await sql<{ parent: string }>`
    with recursive above (parent, depth) as (
      select parent, 1 from organisation where id = ${organisation}
      union all
      select o.parent, a.depth + 1 from organisation o join above a on o.id = a.parent
    )
    select parent from above where parent is not null order by depth`.execute(db);
  return rows.map((row) => row.parent);
}
