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

/** These nodes of the tree and all below them; `parent` null is the root. */
export async function subtreesOf(
  db: Database | Trx,
  nodes: readonly string[],
): Promise<{ readonly id: string; readonly parent: string | null }[]> {
  if (nodes.length === 0) return [];
  const { rows } = await sql<{ id: string; parent: string | null }>`
    with recursive below (id, parent) as (
      select id, parent from organisation where id = any(${nodes}::text[])
      union
      select o.id, o.parent from organisation o join below b on o.parent = b.id
    )
    select id, parent from below`.execute(db);
  return rows;
}

export async function rootOf(db: Database | Trx): Promise<string> {
  const root = await db.selectFrom('organisation').select('id').where('parent', 'is', null).executeTakeFirst();
  return root?.id ?? '';
}
