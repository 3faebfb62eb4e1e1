import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotateKey } from '../../../gateway/keys/create-key-ring.ts';
import { loadKeyRing } from '../../../gateway/keys/key-ring.ts';
import { createSubjectKeys, type KeyRef, keyRefText } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const open = () =>
  createSubjectKeys({ keys: loadKeyRing(`${house.dir}/keys`), suite: intl1, random: (n) => randomBytes(n) });
const person = (n: number, use: 'records' | 'register' = 'register', year = 2026): KeyRef => ({
  kind: 'subject',
  subjectKey: new Uint8Array(32).fill(n),
  use,
  year,
});
const office: KeyRef = { kind: 'office', organisation: 'qz', month: '2026-11' };
/** As hex, so that a Buffer equals the same bytes of another class. */
const hex = (keys: readonly (Uint8Array | undefined)[]) => keys.map((key) => key && Buffer.from(key).toString('hex'));
const take = async (keys: ReturnType<typeof open>, ...refs: KeyRef[]) =>
  hex(await house.db.transaction().execute((trx) => keys.take(trx, refs)));
const find = async (keys: ReturnType<typeof open>, refs: readonly (KeyRef | string)[]) =>
  hex(await keys.find(house.db, refs));

describe('keys that can be destroyed', () => {
  it('are one for each person, use and year, and the same ever after', async () => {
    const refs = [person(1), person(1, 'records'), person(1, 'register', 2027), person(2), office];
    const made = await take(open(), ...refs);
    expect(new Set(made).size).toBe(refs.length);
    expect(await take(open(), ...refs)).toEqual(made);
    expect(await find(open(), refs)).toEqual(made);
    expect(await find(open(), refs.map(keyRefText))).toEqual(made);
  });

  it('are made once when two gateways meet a person at the same moment', async () => {
    const [a, b] = [open(), open()];
    for (let n = 10; n < 40; n++) {
      const refs = [person(n), office, person(n, 'records')];
      const [first, second] = await Promise.all([take(a, ...refs), take(b, ...refs.toReversed())]);
      expect(second.toReversed()).toEqual(first);
    }
  });

  it('go with the transaction that made them', async () => {
    const keys = open();
    await house.db
      .transaction()
      .execute(async (trx) => {
        await keys.take(trx, [person(50)]);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(await find(keys, [person(50)])).toEqual([undefined]);
  });

  it('are gone at once for every gateway when their row is', async () => {
    const keys = open();
    const [before] = await take(keys, person(60));
    await house.db
      .deleteFrom('subject_key')
      .where('ref', '=', keyRefText(person(60)))
      .execute();
    expect(await find(keys, [person(60)])).toEqual([undefined]);
    expect(await take(keys, person(60))).not.toEqual([before]);
  });

  it('open under an older key-encryption key after a rotation, and only under their own name', async () => {
    const [before] = await take(open(), person(70));
    rotateKey(`${house.dir}/keys`, 'kek');
    expect(await take(open(), person(70))).toEqual([before]);
    const moved = { bucket: 0, ref: keyRefText(person(71)) };
    const { kek_kid, wrapped } = await house.db
      .selectFrom('subject_key')
      .selectAll()
      .where('ref', '=', keyRefText(person(70)))
      .executeTakeFirstOrThrow();
    const bucket = intl1.hash(Buffer.from(moved.ref))[0] as number;
    await house.db.insertInto('subject_key').values({ ref: moved.ref, bucket, kek_kid, wrapped }).execute();
    await expect(take(open(), person(71))).rejects.toMatchObject({ code: 'key-unwrappable' });
  });
});
