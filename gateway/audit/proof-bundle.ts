/** What proves an export offline: every leaf under one checkpoint, every row that may be told under its leaf. */
import { setImmediate as turn } from 'node:timers/promises';
import { toBase64Url } from '@duecheck/core/bytes';
import type { ProofBundle } from '@duecheck/core/contract';
import { type FetchTile, type JsonObject, proveInclusionFromTiles, rowValue, treeHash } from '@duecheck/core/register';
import { fromColumns } from '../register/entry-columns.ts';
import type { Head } from '../register/head.ts';
import { rowSalts } from '../register/stored-entries.ts';
import type { World } from '../world.ts';
import type { EntryRow } from './told-entry.ts';

/** Hashing for so many proofs keeps everybody else waiting for some milliseconds. */
const AT_ONCE = 20;

export async function proofBundle(
  world: World,
  rows: readonly EntryRow[],
  file: ProofBundle['file'],
): Promise<ProofBundle> {
  const { register } = world;
  const head = register.head();
  const openings = await openingsOf(world, rows);
  const inclusionOf = prover(world, head);
  const entries: ProofBundle['entries'] = [];
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === 0) await turn();
    const { leaf = '', opening = null } = openings.get(row.id) ?? {};
    entries.push({ id: row.id, leaf, inclusion: await inclusionOf(row), opening });
  }
  return { v: 1, origin: head.origin, vkeys: [...register.vkeys], checkpoint: head.checkpoint, file, entries };
}

type Entry = ProofBundle['entries'][number];

function prover({ register, suite }: World, head: Head): (row: EntryRow) => Promise<Entry['inclusion']> {
  // Neighbours share all but their lowest tile.
  const tiles = new Map<string, ReturnType<FetchTile>>();
  const fetchTile: FetchTile = (path) => {
    const tile = tiles.get(path) ?? register.fetchTile(path);
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
  const told = new Set(rows.filter((row) => !row.withheld && row.visibility !== 'sealed').map(({ id }) => id));
  const stored = await world.db.selectFrom('register_entry').selectAll().where('id', 'in', ids).execute();
  const salts = await rowSalts(
    world,
    stored.map((row) => ({ entry: row.id, ...row })),
  );
  return new Map(
    stored.map(({ leaf, leaf_hash: _, ...columns }, at) => {
      const salt = salts[at];
      const row = { ...(rowValue(fromColumns(columns), world.suite.hash) as JsonObject) };
      const opening = told.has(columns.id) && salt ? { row, salt: toBase64Url(salt) } : null;
      return [columns.id, { leaf: toBase64Url(leaf), opening }];
    }),
  );
}
