/** DESIGN §8.5: no single changed bit of a stored entry passes. */
import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@duecheck/core/bytes';
import { buildEntry, rowToWire, saltOf, treeHash } from '@duecheck/core/register';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareRow } from '../../../gateway/cli/audit/compare-row.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { type StoredEntryWire, storedToWire } from '../../../gateway/register/stored-wire.ts';

const tree = treeHash(intl1.hash);
const world = { suite: intl1, tree };
const ID = 'ent_019a0000-0000-7000-8000-000000000001';
let leaf: Uint8Array;
let good: Required<Omit<StoredEntryWire, 'resultWithheld' | 'erasure'>>;
/** The same once its records have ended. */
let closed: StoredEntryWire;

beforeAll(async () => {
  const keys = {
    person: { kid: 'register/2026/p', key: new Uint8Array(32).fill(1) },
    office: { kid: 'office/qz/2026-11', key: new Uint8Array(32).fill(2) },
  };
  const built = await buildEntry(
    {
      id: ID,
      type: 'check.result',
      organisation: 'qz',
      decisionPoint: 'civil-service-hiring',
      outcomeClass: 'clear',
      occurredAt: '2026-11-23T04:00:00.000Z',
      round: '1',
      flags: ['owed'],
      checkId: 'chk',
      decisionId: 'dec',
      index: { subjectKey: null, caseKey: null, surnameKey: null, nameKey: null, pepperVersion: 1 },
      actor: { iss: 'https://idp.test', sub: 'a', organisation: 'qz', role: 'clerk', assurance: null },
      subject: { kind: 'resident-id', number: '330899199001010000', name: '合成' },
      request: {},
      outcome: null,
      person: { seen: true },
      office: { purpose: 'p' },
    },
    keys,
    intl1,
    (n) => new Uint8Array(randomBytes(n)),
  );
  leaf = built.leafBytes;
  good = {
    index: 7,
    entry: ID,
    state: 'stored',
    row: rowToWire(built.row),
    leaf: toBase64Url(leaf),
    leafHash: toBase64Url(built.leafHash),
    saltRow: toBase64Url(saltOf(ID, 'row', keys, intl1)),
  };
  const whole = { row: built.row, leaf, leafHash: built.leafHash, saltRow: saltOf(ID, 'row', keys, intl1) };
  const told = { sees: 'everything', withheld: new Set([ID]) } as const;
  closed = storedToWire({ index: 7, entry: ID, stored: { ...whole, erasure: null, isSealed: false } }, told, intl1);
});

const compare = (stored: StoredEntryWire | undefined) => compareRow(world, 7n, leaf, stored);
const flipped = (text: string, bit: number): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  return bytes.toString('base64url');
};

describe('a stored row', () => {
  it('passes as it was written', () => {
    expect(compare(good)).toBeUndefined();
  });

  it.each(['leaf', 'leafHash', 'saltRow'] as const)('fails with any bit of its %s changed', (name) => {
    const text = good[name] as string;
    for (let bit = 0; bit < Buffer.from(text, 'base64url').length * 8; bit++)
      expect(compare({ ...good, [name]: flipped(text, bit) }), `${name} bit ${bit}`).toMatchObject({
        entry: ID,
        index: 7n,
      });
  });

  it.each(['personSealed', 'officeSealed'] as const)('fails with any bit of its %s changed', (name) => {
    const row = good.row as Record<string, string>;
    const text = row[name] as string;
    for (let bit = 0; bit < Buffer.from(text, 'base64url').length * 8; bit++)
      expect(compare({ ...good, row: { ...row, [name]: flipped(text, bit) } })).toMatchObject({ code: 'row-altered' });
  });

  it('fails with any column changed, emptied, added or left out', () => {
    const row = good.row as Record<string, unknown>;
    for (const column of Object.keys(row)) {
      const { [column]: value, ...without } = row;
      const other = typeof value === 'number' ? value + 1 : Array.isArray(value) ? [] : `${value ?? ''}x`;
      expect(compare({ ...good, row: { ...row, [column]: other } }), column).toMatchObject({ entry: ID });
      expect(compare({ ...good, row: without }), column).toMatchObject({ code: 'row-malformed' });
      if (value !== null)
        expect(compare({ ...good, row: { ...row, [column]: null } }), column).toMatchObject({ entry: ID });
    }
    expect(compare({ ...good, row: { ...row, more: 1 } })).toMatchObject({ code: 'row-malformed' });
  });

  it('says which column it was only where the leaf or the form tells', () => {
    const row = good.row as Record<string, unknown>;
    expect(compare({ ...good, row: { ...row, type: 'check.intent' } })).toMatchObject({
      code: 'row-altered',
      column: 'type',
    });
    expect(compare({ ...good, row: { ...row, occurredAt: 'then' } })).toMatchObject({
      code: 'row-malformed',
      column: 'occurredAt',
    });
    expect(compare({ ...good, row: { ...row, role: 'reviewer' } })).toEqual({
      code: 'row-altered',
      index: 7n,
      entry: ID,
    });
  });

  it('is missed where it is gone, moved or without its key', () => {
    expect(compare(undefined)).toMatchObject({ code: 'row-missing', entry: ID });
    expect(compare({ index: 7, entry: ID, state: 'missing' })).toMatchObject({ code: 'row-missing' });
    expect(compare({ ...good, entry: 'ent_other' })).toMatchObject({ code: 'place-altered', entry: ID });
    expect(compare({ ...good, saltRow: null })).toMatchObject({ code: 'key-missing' });
  });

  it('is not judged where it is withheld from this auditor', () => {
    expect(compare({ index: 7, entry: ID, state: 'withheld' })).toBeUndefined();
  });
});

describe('a row whose result is told no more', () => {
  it('is compared without it', () => {
    expect(JSON.stringify(closed)).not.toContain('clear');
    expect(closed.saltRow).toBeUndefined();
    expect(compare(closed)).toBeUndefined();
  });

  it('fails with any column, salt or hidden class changed', () => {
    const { row, resultWithheld } = closed as { row: Record<string, unknown>; resultWithheld: Record<string, string> };
    // Beside the hidden class no other is looked at.
    for (const column of Object.keys(row))
      if (column !== 'outcomeClass')
        expect(compare({ ...closed, row: { ...row, [column]: [] } }), column).toMatchObject({ entry: ID });
    for (const name of ['salt', 'hiddenClass'])
      for (let bit = 0; bit < 256; bit++) {
        const changed = { ...resultWithheld, [name]: flipped(resultWithheld[name] as string, bit) } as never;
        expect(compare({ ...closed, resultWithheld: changed })).toMatchObject({ code: 'row-altered' });
      }
  });

  it('does not open to a class that somebody tries', () => {
    const { resultWithheld, ...rest } = closed;
    for (const outcomeClass of ['clear', 'findings', 'unknown', 'refused', null]) {
      const tried = { ...rest, row: { ...(closed.row as object), outcomeClass }, saltRow: resultWithheld?.salt ?? '' };
      expect(compare(tried)).toMatchObject({ code: 'row-altered' });
    }
  });
});
