/** What proves an export offline: every leaf under one checkpoint, every row that may be told under its leaf. */
import { setImmediate as turn } from 'node:timers/promises';
import { toBase64Url } from '@duecheck/core/bytes';
import type { ProofBundle } from '@duecheck/core/contract';
import { type FetchTile, proveInclusionFromTiles, rowOpening, treeHash } from '@duecheck/core/register';
import { fromColumns } from '../register/entry-columns.ts';
import { rowSalts } from '../register/stored-entries.ts';
import { type CoveringHead, headOver } from '../witnesses/prove-entry.ts';
import type { World } from '../world.ts';
import type { EntryRow } from './told-entry.ts';

/** Hashing for so many proofs keeps everybody else waiting for some milliseconds. */
const AT_ONCE = 20;

export async function proofBundle(
  world: World,
  rows: readonly EntryRow[],
  { file, signal }: { readonly file: ProofBundle['file']; readonly signal: AbortSignal },
): Promise<ProofBundle> {
  const { witnesses } = world;
  const head = await headOver(world, rows);
  const openings = await openingsOf(world, rows);
  const inclusionOf = prover(world, head);
  const entries: ProofBundle['entries'] = [];
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === 0) await turn();
    signal.throwIfAborted();
    const { leaf = '', opening = null } = openings.get(row.id) ?? {};
    entries.push({ id: row.id, leaf, inclusion: await inclusionOf(row), opening });
  }
  const { origin, checkpoint, vkeys } = head;
  const named = { vkeys: witnesses.asked.map(({ vkey }) => vkey), quorum: witnesses.quorum };
  return { v: 1, origin, vkeys: [...vkeys], checkpoint, witnesses: named, file, entries };
}

type Entry = ProofBundle['entries'][number];

function prover({ suite }: World, head: CoveringHead): (row: EntryRow) => Promise<Entry['inclusion']> {
  // Neighbours share all but their lowest tile.
  const tiles = new Map<string, ReturnType<FetchTile>>();
  const fetchTile: FetchTile = (path) => {
    const tile = tiles.get(path) ?? head.fetchTile(path);
    tiles.set(path, tile);
    return tile;
  };
  const from = { size: head.size, fetchTile, tree: treeHash(suite.hash) };
  return async ({ origin, seq }) => {
    if (seq === null || origin !== head.origin || BigInt(seq) >= head.size) return null;
    return { index: seq, hashes: (await proveInclusionFromTiles(from, BigInt(seq))).map(toBase64Url) };
  };
}

async function openingsOf(
  world: World,
  rows: readonly EntryRow[],
): Promise<ReadonlyMap<string, Pick<Entry, 'leaf' | 'opening'>>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const stored = await world.db.selectFrom('register_entry').selectAll().where('id', 'in', ids).execute();
  const salts = await rowSalts(
    world,
    stored.map((row) => ({ entry: row.id, ...row })),
  );
  return new Map(
    stored.map(({ leaf, leaf_hash: _, ...columns }, at) => {
      const key = salts[at];
      const { visibility, withheld } = byId.get(columns.id) as EntryRow;
      const told = withheld ? 'without-class' : 'whole';
      const opening = key && visibility !== 'sealed' ? rowOpening(fromColumns(columns), key, told, world.suite) : null;
      return [columns.id, { leaf: toBase64Url(leaf), opening }];
    }),
  );
}
