/**
 * A register of a million entries, as a city of 2.3 million people fills one in half a year: rows by array statements, spread as they are
 * there, and the tree over their leaves. What is sealed in them is noise of the length that it has.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { EMPTY_EDGE, grow, treeHash } from '../../../core/register/index.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { openWorld } from '../../../gateway/open-world.ts';
import { DATABASE_COLUMNS } from '../../../gateway/register/entry-columns.ts';
import { readHead, signHead, swapHead } from '../../../gateway/register/head.ts';
import { insertTiles } from '../../../gateway/register/tile-table.ts';
import { byteaArray, textArray } from '../../../gateway/store/binary-arrays.ts';
import { leafText } from './memory-log.mjs';

const AT_ONCE = 4096;
/** Five months back, evenly. */
const SPAN_MS = 150 * 86_400_000;
const NOISE = randomBytes(1 << 20);

/** Few do most: how many of a hundred, and what. @type {readonly [number, string][]} */
const TYPES = [
  ...[
    [38, 'check.intent'],
    [37, 'check.result'],
    [1, 'check.refused'],
    [14, 'decision.effective'],
  ],
  ...[
    [1, 'decision.proposed'],
    [2, 'authorisation.given'],
    [3, 'record.read'],
    [3, 'audit.query'],
    [1, 'release.given'],
  ],
].map(([share, type]) => [Number(share), String(type)]);
const BY_PERCENT = TYPES.flatMap(([share, type]) => Array(share).fill(type));

/** A number from a number, the same each time. @param {number} n */
const mix = (n) => {
  let t = (n + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
};
/** The first are met most often. @param {number} n @param {number} of */
const skewed = (n, of) => Math.floor(of * (mix(n) / 4_294_967_296) ** 3);
/** @param {string} kind @param {number} n a keyed index, as far as a database can tell */
export const keyed = (kind, n) =>
  `${kind}${mix(n).toString(36).padStart(7, '0')}${n.toString(36).padStart(8, '0')}`.padEnd(43, 'A');
/** @param {number} n */
export const entryId = (n) => JSON.parse(leafText(n)).id;
/** @param {number} n @param {number} size */
export const timeOf = (n, size) => new Date(Date.now() - SPAN_MS + Math.floor((n / size) * SPAN_MS)).toISOString();

const noise = (/** @type {number} */ n, /** @type {number} */ length) => {
  const at = mix(n) % (NOISE.length - length);
  return NOISE.subarray(at, at + length);
};

/** @param {number} n @param {number} size @returns {Record<string, unknown>} by column */
function rowOf(n, size) {
  const type = BY_PERCENT[mix(n) % 100];
  const check = n >> 1;
  const person = mix(check) % Math.ceil(size / 3);
  const isCheck = type.startsWith('check.');
  const about = isCheck || type.startsWith('decision.') || type === 'authorisation.given';
  const leaf = Buffer.from(leafText(n));
  return {
    id: entryId(n),
    type,
    suite: 'intl-1',
    organisation: `qz-o${skewed(check, 60)}`,
    decision_point: about ? `point-${skewed(check + 1, 44)}` : null,
    actor_iss: 'https://idp.test',
    actor_sub: `clerk-${skewed(check + 2, 3000)}`,
    role: type === 'audit.query' ? 'auditor' : mix(check + 3) % 20 === 0 ? 'reviewer' : 'clerk',
    outcome_class: type === 'check.refused' ? 'refused' : type === 'check.result' ? classOf(check) : null,
    occurred_at: timeOf(n, size),
    round: mix(check + 4) % 10 === 0 ? `round-${mix(check) % 400}` : null,
    flags: mix(n + 5) % 200 === 0 ? (mix(n) % 10 === 0 ? 'break-glass' : 'replay') : '',
    check_id: isCheck || type.startsWith('decision.') ? `chk_${check}` : null,
    decision_id: type.startsWith('decision.') ? `dec_${check}` : null,
    subject_key: about ? keyed('s', person) : null,
    case_key: about ? keyed('c', check) : null,
    surname_key: about ? keyed('f', skewed(person, 400)) : null,
    name_key: about ? keyed('n', mix(person) % Math.ceil(size / 8)) : null,
    pepper_version: about ? 1 : null,
    person_kid: about ? `subject/${keyed('s', person)}/register/2026` : null,
    office_kid: 'office/qz/2026-11',
    person_sealed: about ? noise(n, 284) : null,
    office_sealed: noise(n + 6, 284),
    leaf,
    leaf_hash: noise(n + 7, 32),
  };
}

const classOf = (/** @type {number} */ n) =>
  mix(n + 8) % 100 < 93 ? 'clear' : mix(n) % 3 === 0 ? 'unknown' : 'findings';

/**
 * @param {import('../house.mjs').House} house
 * @param {number} size
 */
export async function fill(house, size) {
  const { world, close } = await openWorld(house.config);
  try {
    const { db, register, keys } = world;
    await register.stop();
    const { rows: indexes } = await sql`select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'register_entry' and indexname not like '%_pkey'`.execute(db);
    const all = /** @type {{ name: string, definition: string }[]} */ (indexes);
    for (const { name } of all) await sql.raw(`drop index ${name}`).execute(db);
    const tree = treeHash(intl1.hash);
    const first = await readHead(db, register.origin);
    if (first === undefined || first.size !== 0n) throw new Error('a register that is filled must be empty');
    let edge = EMPTY_EDGE;
    for (let from = 0; from < size; from += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, size - from) }, (_, i) => rowOf(from + i, size));
      const growth = grow(
        edge,
        rows.map(({ leaf }) => /** @type {Uint8Array} */ (leaf)),
        tree,
      );
      const before = edge;
      await db.transaction().execute(async (trx) => {
        await insertRows(trx, rows);
        await insertTiles(trx, register.origin, before, growth);
        await sql`insert into register_place (origin, seq, entry)
          select ${register.origin}, ${from} - 1 + u.at, u.entry
            from unnest(${textArray(rows.map(({ id }) => String(id)))}::text[]) with ordinality as u (entry, at)`.execute(
          trx,
        );
      });
      edge = growth.edge;
      if (from + AT_ONCE < size) continue;
      const head = await signHead({ origin: register.origin, size: edge.size, root: growth.root }, keys, intl1);
      if (!(await db.transaction().execute((trx) => swapHead(trx, first, head)))) throw new Error('the head moved');
    }
    for (const { definition } of all) await sql.raw(definition).execute(db);
    await sql`vacuum analyze register_entry`.execute(db);
    await sql`vacuum analyze register_place`.execute(db);
    await sql`vacuum analyze register_tile`.execute(db);
  } finally {
    await close();
  }
}

/** @param {import('../../../gateway/store/database.ts').Trx} trx @param {readonly Record<string, any>[]} rows */
async function insertRows(trx, rows) {
  const names = sql.raw(DATABASE_COLUMNS.map(({ name }) => name).join(', '));
  const selected = sql.raw(
    DATABASE_COLUMNS.map(({ name }) => (name === 'flags' ? `string_to_array(u.flags, ',')` : `u.${name}`)).join(', '),
  );
  const arrays = DATABASE_COLUMNS.map(({ name, type }) => {
    const cells = rows.map((row) => row[name]);
    const array = type === 'bytea' ? byteaArray(cells) : type === 'text' ? textArray(cells) : cells;
    return sql`${array}::${sql.raw(type)}[]`;
  });
  await sql`insert into register_entry (${names}) select ${selected} from unnest(${sql.join(arrays)}) as u (${names})`.execute(
    trx,
  );
}
