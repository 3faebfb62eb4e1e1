/**
 * Keys that can be destroyed: one per person, use and year, and one per organisation and month for what concerns no
 * person or only the office (DESIGN §4; PROTOCOL, Register). Each is 32 random bytes, wrapped by the key-encryption key
 * and kept in a small bucketed table; an erasure deletes the row and rewrites the bucket.
 *
 * There is no cache across transactions: the row is read each time, so that a key that was erased is gone at once in every
 * gateway. Within one transaction a key is read once; that memory goes with the transaction.
 */
import type { Random, Suite } from '@duecheck/core/register';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Database, Trx } from '../store/database.ts';
import { prepared, runPrepared } from '../store/prepared.ts';
import type { KeyRing } from './key-ring.ts';
import { unwrapKey, wrapKey } from './wrapped-key.ts';

export type KeyRef =
  | {
      readonly kind: 'subject';
      /** The keyed subject: HMAC(pepper, kind and number). */
      readonly subjectKey: Uint8Array;
      /** Records and register entries end at different times, so they never share a key. */
      readonly use: 'records' | 'register';
      /** Civil year, Asia/Shanghai. */
      readonly year: number;
    }
  | {
      readonly kind: 'office';
      readonly organisation: string;
      /** `YYYY-MM`, Asia/Shanghai. */
      readonly month: string;
    };

export interface SubjectKeys {
  /**
   * The keys in the order asked for; those that do not exist are made. Two gateways that make the same key at once end
   * with one: the second waits for the first's transaction and reads its key.
   */
  readonly take: (trx: Trx, refs: readonly KeyRef[]) => Promise<Uint8Array[]>;
  /**
   * For reading: makes nothing; `undefined` for a key that never was or was erased.
   * @param refs or their texts, as a row keeps them for its envelopes.
   */
  readonly find: (db: Database | Trx, refs: readonly (KeyRef | string)[]) => Promise<(Uint8Array | undefined)[]>;
}

export interface SubjectKeysWorld {
  readonly keys: KeyRing;
  readonly suite: Suite;
  readonly random: Random;
}

const KEY_BYTES = 32;

type Stored = { readonly ref: string; readonly kek_kid: string; readonly wrapped: Uint8Array };

/**
 * Looked up pair by pair: with two `= any(…)` PostgreSQL reads the whole table for a thousand keys (36 ms of 300,000), and a plan that was
 * made while the table was empty would read all of it for ever. `offset 0` keeps the lookup a lookup.
 */
const READ = prepared(
  'read-subject-keys',
  `select k.ref, k.kek_kid, k.wrapped from unnest($1::smallint[], $2::text[]) as asked (bucket, ref)
    cross join lateral (
      select ref, kek_kid, wrapped from subject_key where bucket = asked.bucket and ref = asked.ref offset 0) k`,
);

const LOOKUP = (bucket: string, ref: string) =>
  `select ref, kek_kid, wrapped from subject_key where bucket = ${bucket} and ref = ${ref}`;

/**
 * A person's and an office's, as a check takes them. Of arrays PostgreSQL thinks that their length matters and plans anew each time, which
 * takes longer than the two lookups.
 */
const READ_PAIR = prepared('read-two-subject-keys', `${LOOKUP('$1', '$2')} union all ${LOOKUP('$3', '$4')}`);

const MAKE = prepared(
  'make-subject-keys',
  `insert into subject_key (bucket, ref, kek_kid, wrapped)
   select * from unnest($1::smallint[], $2::text[], $3::text[], $4::bytea[])
   on conflict (bucket, ref) do nothing returning ref`,
);

export function createSubjectKeys({ keys, suite, random }: SubjectKeysWorld): SubjectKeys {
  const taken = new WeakMap<Trx, Map<string, Uint8Array>>();

  const read = async (db: Database | Trx, refs: readonly Place[]): Promise<Map<string, Uint8Array>> => {
    if (refs.length === 0) return new Map();
    const { rows } =
      refs.length === 2
        ? await runPrepared<Stored>(
            db,
            READ_PAIR,
            refs.flatMap(({ bucket, ref }) => [bucket, ref]),
          )
        : await runPrepared<Stored>(db, READ, [
            refs.map(({ bucket }) => bucket),
            textArray(refs.map(({ ref }) => ref)),
          ]);
    return new Map(
      await Promise.all(rows.map(async (row) => [row.ref, await unwrapKey({ keys, suite }, row)] as const)),
    );
  };

  /** @returns those that are ours; of the others somebody else made the key meanwhile. */
  const insert = async (trx: Trx, places: readonly Place[]): Promise<[string, Uint8Array][]> => {
    const kek = keys.current('kek');
    const made = new Map(places.map(({ ref }) => [ref, random(KEY_BYTES)]));
    const rows = await Promise.all(
      places.map(async ({ ref, bucket }) => {
        const wrapped = await wrapKey({ keys, suite, random }, kek, ref, made.get(ref) as Uint8Array);
        return { bucket, ...wrapped };
      }),
    );
    const { rows: ours } = await runPrepared<{ readonly ref: string }>(trx, MAKE, [
      rows.map((row) => row.bucket),
      textArray(rows.map((row) => row.ref)),
      textArray(rows.map((row) => row.kek_kid)),
      byteaArray(rows.map((row) => row.wrapped)),
    ]);
    return ours.map(({ ref }) => [ref, made.get(ref) as Uint8Array]);
  };

  return {
    async take(trx, refs) {
      const known = taken.get(trx) ?? new Map<string, Uint8Array>();
      taken.set(trx, known);
      const places = refs.map((ref) => placeOfKey(ref, suite));
      // Each once: the two entries of a check are about one person, and every copy would be unwrapped.
      const lacking = () => [
        ...new Map(places.filter(({ ref }) => !known.has(ref)).map((place) => [place.ref, place])).values(),
      ];
      for (const [ref, key] of await read(trx, lacking())) known.set(ref, key);
      const absent = lacking();
      if (absent.length > 0) {
        // Always in one order, so that two transactions that make several never wait for each other in a ring.
        absent.sort((a, b) => (a.ref < b.ref ? -1 : 1));
        for (const [ref, key] of await insert(trx, absent)) known.set(ref, key);
        for (const [ref, key] of await read(trx, lacking())) known.set(ref, key);
      }
      return places.map(({ ref }) => known.get(ref) as Uint8Array);
    },
    async find(db, refs) {
      const places = refs.map((ref) => placeOfKey(ref, suite));
      const known = taken.get(db as Trx) ?? new Map<string, Uint8Array>();
      if (db.isTransaction) taken.set(db as Trx, known);
      for (const [ref, key] of await read(
        db,
        places.filter(({ ref }) => !known.has(ref)),
      ))
        known.set(ref, key);
      return places.map(({ ref }) => known.get(ref));
    },
  };
}

/** Where a wrapped key lies. */
interface Place {
  readonly ref: string;
  /** 0 to 255: small enough to rewrite whole, so that an erased key leaves no byte behind. */
  readonly bucket: number;
}

const base64Url = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64url');

/** How a key is named in its row, and as `kid` of an envelope. */
export const keyRefText = (key: KeyRef): string =>
  key.kind === 'subject'
    ? `${key.use}/${key.year}/${base64Url(key.subjectKey)}`
    : `office/${key.organisation}/${key.month}`;

export function placeOfKey(key: KeyRef | string, suite: Suite): Place {
  const ref = typeof key === 'string' ? key : keyRefText(key);
  return { ref, bucket: suite.hash(Buffer.from(ref))[0] as number };
}
