/** The first entry of a log that follows another one: it says which, and how far that one was. */
import { toBase64 } from '@duecheck/core/bytes';
import { edgeRoot, grow, loadEdge } from '@duecheck/core/register';
import { rootOf } from '../identity/organisations.ts';
import type { Trx } from '../store/database.ts';
import { appendPublic, type PublicDraft } from './append-public.ts';
import type { AppendedEntry } from './entry-draft.ts';
import type { Leaf, SequencerWorld } from './grow-log.ts';
import { type Head, insertNextHead, signHead } from './head.ts';
import { insertPlaces } from './pending.ts';
import { insertTiles } from './tile-table.ts';

/** A head as an entry's request says it: numbers and base64, so that whoever opens it can compare. */
export const statedHead = ({ origin, size, root }: Pick<Head, 'origin' | 'size' | 'root'>) => ({
  origin,
  size: Number(size),
  root: toBase64(root),
});

export type BeginningWorld = Pick<SequencerWorld, 'keys' | 'suite' | 'tree' | 'append'>;

/** @returns its head, of size 1. A second beginning fails on the keys of the tables. */
export async function beginLog(trx: Trx, world: BeginningWorld, origin: string, draft: PublicDraft): Promise<Head> {
  const { keys, suite, tree } = world;
  const first = await appendLeaf(trx, world, draft);
  const edge = await loadEdge(0n, async () => undefined);
  const growth = grow(edge, [first.leaf], tree);
  const head = await signHead({ origin, size: 1n, root: edgeRoot(growth.edge, tree) }, keys, suite);
  await insertNextHead(trx, head, first.id);
  await insertTiles(trx, origin, edge, growth);
  await insertPlaces(trx, origin, 0n, [first.id]);
  return head;
}

/** An entry of the register itself, with its leaf. */
export async function appendLeaf(
  trx: Trx,
  { append }: Pick<SequencerWorld, 'append'>,
  draft: PublicDraft,
): Promise<AppendedEntry & Leaf> {
  const entry = await appendPublic(trx, append, draft);
  const { leaf } = await trx
    .selectFrom('register_entry')
    .select('leaf')
    .where('id', '=', entry.id)
    .executeTakeFirstOrThrow();
  return { ...entry, leaf };
}

/** Under whom the register's own entries stand: the city, once there is one. */
export const ownOrganisation = async (trx: Trx): Promise<string> => (await rootOf(trx)) || 'duecheck';
