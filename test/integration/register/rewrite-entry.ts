/** What whoever holds database and keys can do: an entry says something else, and everything above it is made and signed anew. */
import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@duecheck/core/bytes';
import { entrySecret, fieldSalt, grow, leafBytes, loadEdge, parseLeaf } from '@duecheck/core/register';
import { commitRow } from '../../../core/register/row-commitment.ts';
import type { KeyRing } from '../../../gateway/keys/key-ring.ts';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { fromColumns } from '../../../gateway/register/entry-columns.ts';
import { signHead } from '../../../gateway/register/head.ts';
import { insertTiles } from '../../../gateway/register/tile-table.ts';
import type { Database } from '../../../gateway/store/database.ts';
import { tree } from './read-log.ts';

export interface Rewritten {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly origin: string;
  /** Entry's id. */
  readonly victim: string;
}

/** Another clerk looked: row, leaf, tiles and head, all of it consistent. */
export async function rewriteEntry({ db, keys, origin, victim }: Rewritten): Promise<void> {
  const subjectKeys = createSubjectKeys({ keys, suite: intl1, random: randomBytes });
  await db.updateTable('register_entry').set({ actor_sub: 'zhangwei' }).where('id', '=', victim).execute();
  const {
    leaf,
    leaf_hash: _,
    ...columns
  } = await db.selectFrom('register_entry').selectAll().where('id', '=', victim).executeTakeFirstOrThrow();
  const [key = new Uint8Array()] = await subjectKeys.find(db, [columns.person_kid ?? columns.office_kid ?? '']);
  const old = parseLeaf(leaf);
  const row = fromColumns(columns);
  const commitment = commitRow(row, fieldSalt(entrySecret(key, old.id, intl1), 'row', intl1), intl1);
  const forged = leafBytes({ ...old, commitments: { ...old.commitments, row: toBase64Url(commitment) } });
  await db
    .updateTable('register_entry')
    .set({ leaf: forged, leaf_hash: tree.leaf(forged) })
    .where('id', '=', victim)
    .execute();

  const leaves = await db
    .selectFrom('register_place as p')
    .innerJoin('register_entry as e', 'e.id', 'p.entry')
    .select('e.leaf')
    .orderBy('p.seq')
    .execute();
  await db.deleteFrom('register_tile').execute();
  const empty = await loadEdge(0n, async () => undefined);
  const growth = grow(
    empty,
    leaves.map((one) => one.leaf),
    tree,
  );
  await db.transaction().execute((trx) => insertTiles(trx, origin, empty, growth));
  const head = await signHead({ origin, size: growth.edge.size, root: growth.root }, keys, intl1);
  await db.updateTable('register_head').set({ root: head.root, checkpoint: head.checkpoint }).execute();
}
