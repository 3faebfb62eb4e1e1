import {
  buildEntry,
  COMMITTED,
  ENTRY_COLUMNS,
  type EntryRow,
  keyedIndex,
  openCommitment,
  openEnvelope,
  parseLeaf,
  type RowOpening,
  rowFromWire,
  rowOpening,
  rowToWire,
  saltOf,
  verifyOpening,
  verifyRow,
} from '@duecheck/core/register';
import { describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { countingRandom, entryId, entryInput, KEYS, PEPPER } from './people.ts';

const index = (name: string) => ({
  subjectKey: keyedIndex(PEPPER, 'subject', ['resident-id', name], intl1),
  caseKey: keyedIndex(PEPPER, 'case', ['A-17'], intl1),
  surnameKey: keyedIndex(PEPPER, 'surname', [name[0] as string], intl1),
  nameKey: keyedIndex(PEPPER, 'name', [name], intl1),
  pepperVersion: 1,
});
const input = entryInput({ index: index('柯一鸣') });
const build = (change = input, keys = KEYS) => buildEntry(change, keys, intl1, countingRandom());
const salt = (field: (typeof COMMITTED)[number]) => saltOf(input.id, field, KEYS, intl1);

describe('buildEntry', () => {
  it('puts nothing about the person into the leaf but commitments', async () => {
    const { leaf, leafBytes } = await build();
    expect(Object.keys(leaf).sort()).toEqual(['commitments', 'id', 'suite', 'type', 'v']);
    expect(parseLeaf(leafBytes)).toEqual(leaf);
  });

  it('gives leaves of one length whatever they commit to', async () => {
    const short = await build(entryInput({ subject: null, outcome: null, request: null, person: null }), {
      ...KEYS,
      person: null,
    });
    expect(short.leafBytes.length).toBe((await build()).leafBytes.length);
  });

  it('lets each field be opened alone', async () => {
    const { leaf } = await build();
    for (const field of COMMITTED) {
      if (field === 'row') continue;
      expect(openCommitment(leaf, field, input[field], salt(field), intl1)).toBe(true);
      expect(openCommitment(leaf, field, 'something else', salt(field), intl1)).toBe(false);
      for (const other of COMMITTED)
        if (other !== field) expect(openCommitment(leaf, field, input[field], salt(other), intl1)).toBe(false);
    }
  });

  it('commits to the same person under different bytes in every entry', async () => {
    const other = await build(entryInput({ id: entryId(2) }));
    expect(other.leaf.commitments.subject).not.toBe((await build()).leaf.commitments.subject);
  });

  it('opens its envelopes with their own key, entry and name only', async () => {
    const { row } = await build();
    const sealed = row.personSealed as Uint8Array;
    const of = { entryId: input.id, name: 'person', key: KEYS.person as NonNullable<typeof KEYS.person> } as const;
    expect(await openEnvelope(of, sealed, intl1)).toEqual(input.person);
    expect(
      await openEnvelope({ ...of, name: 'office', key: KEYS.office }, row.officeSealed as Uint8Array, intl1),
    ).toEqual(input.office);
    const wrong = [
      { ...of, entryId: entryId(2) },
      { ...of, name: 'office' as const },
      { ...of, key: { ...of.key, kid: 'another' } },
      { ...of, key: { ...of.key, key: KEYS.office.key } },
    ];
    for (const attempt of wrong)
      await expect(openEnvelope(attempt, sealed, intl1)).rejects.toMatchObject({ code: 'envelope-unopened' });
    await expect(openEnvelope(of, sealed.subarray(0, 20), intl1)).rejects.toMatchObject({ code: 'envelope-unopened' });
  });

  it('hides in the envelope how long a name is', async () => {
    const long = await build(entryInput({ person: { name: '买买提江·阿布都热合曼' } }));
    const short = await build(entryInput({ person: { name: '柯一' } }));
    expect(long.row.personSealed?.length).toBe(short.row.personSealed?.length);
  });

  it('sorts flags and drops doubles, so that one set has one text', async () => {
    expect((await build()).row.flags).toEqual(['batch', 'replay']);
  });

  it.each([
    ['a time without milliseconds', { occurredAt: '2026-11-02T01:02:03Z' }],
    ['an id that is no UUIDv7', { id: 'ent_1' as never }],
    ['a flag that is no slug', { flags: ['Batch'] }],
    ['an empty organisation', { organisation: '' }],
    ['a type that auditors do not know', { type: 'check.forgotten' as never }],
    ['a subject without a key', { subject: null }],
  ])('refuses %s', async (_, change) => {
    await expect(build(entryInput(change))).rejects.toMatchObject({ code: 'bad-entry' });
  });

  it('names the column that is wrong and not what was in it', async () => {
    await expect(build(entryInput({ round: '' }))).rejects.toThrow(/column round/);
    await expect(build(entryInput({ checkId: 330899 as never }))).rejects.toThrow(/^(?!.*330899)/);
  });
});

describe('verifyRow', () => {
  it('accepts the row as it was made, over the wire too', async () => {
    const { row, leaf } = await build();
    expect(verifyRow(row, salt('row'), leaf, intl1)).toBe(true);
    expect(verifyRow(rowFromWire(JSON.parse(JSON.stringify(rowToWire(row)))), salt('row'), leaf, intl1)).toBe(true);
  });

  it('sees a change in every single column', async () => {
    const { row, leaf } = await build();
    for (const [column, kind] of Object.entries(ENTRY_COLUMNS) as [keyof EntryRow, string][]) {
      const cell = row[column];
      const changes: unknown[] = [cell === null ? 'x' : null];
      if (cell instanceof Uint8Array)
        for (let i = 0; i < cell.length; i++) changes.push(cell.with(i, (cell[i] as number) ^ 1));
      if (typeof cell === 'string') changes.push(`${cell}x`, cell.slice(1));
      if (Array.isArray(cell)) changes.push([], [...cell].reverse());
      expect(kind).toMatch(/^(clear|keyed|kid|sealed)$/);
      for (const change of changes)
        expect(verifyRow({ ...row, [column]: change } as EntryRow, salt('row'), leaf, intl1), column).toBe(false);
    }
  });

  it('ignores columns that are the store’s own', async () => {
    const { row, leaf } = await build();
    expect(verifyRow({ ...row, position: 7 } as EntryRow, salt('row'), leaf, intl1)).toBe(true);
  });

  it('cannot be opened once the key is gone', async () => {
    const { row, leaf } = await build();
    const destroyed = { ...KEYS, person: { kid: 'gone', key: new Uint8Array(32) } };
    expect(verifyRow(row, saltOf(input.id, 'row', destroyed, intl1), leaf, intl1)).toBe(false);
  });
});

describe('an opening of the row', () => {
  const CLASSES = ['clear', 'findings', 'unknown', 'refused'] as const;
  const openings = async (outcomeClass: (typeof CLASSES)[number] | null = 'findings') => {
    const { row, leaf } = await build(entryInput({ outcomeClass }));
    const open = (told: 'whole' | 'without-class') => rowOpening(row, salt('row'), told, intl1);
    return { leaf, whole: open('whole'), hidden: open('without-class') };
  };

  it('holds with the class and without it', async () => {
    for (const outcomeClass of [...CLASSES, null]) {
      const { leaf, whole, hidden } = await openings(outcomeClass);
      expect(whole.outcomeClass?.value ?? null).toBe(outcomeClass);
      expect([verifyOpening(whole, leaf, intl1), verifyOpening(hidden, leaf, intl1)]).toEqual([true, true]);
    }
  });

  it('tells no class to whoever was not given its salt, also not to who tries all four', async () => {
    const { leaf, hidden } = await openings();
    expect(JSON.stringify(hidden)).not.toContain('findings');
    for (const value of CLASSES)
      for (const tried of [hidden.salt, Buffer.from(salt('actor')).toString('base64url')])
        expect(verifyOpening({ ...hidden, outcomeClass: { value, salt: tried } }, leaf, intl1)).toBe(false);
  });

  it('fails with any column changed, another class or another leaf', async () => {
    const { leaf, whole, hidden } = await openings();
    for (const opening of [whole, hidden])
      for (const column of Object.keys(ENTRY_COLUMNS)) {
        const changed = { ...opening, row: { ...opening.row, [column]: 'x' } } as RowOpening;
        expect(verifyOpening(changed, leaf, intl1), column).toBe(false);
      }
    const lied = { value: 'clear', salt: whole.outcomeClass?.salt ?? '' };
    expect(verifyOpening({ ...whole, outcomeClass: lied }, leaf, intl1)).toBe(false);
    expect(verifyOpening(whole, (await build(entryInput({ id: entryId(2) }))).leaf, intl1)).toBe(false);
  });
});

describe('parseLeaf', () => {
  it('refuses other members, other order, other types', async () => {
    const { leaf } = await build();
    const texts = [JSON.stringify(leaf), JSON.stringify({ ...leaf, extra: 1 }), '{}', 'null', ''];
    for (const text of texts)
      expect(() => parseLeaf(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'bad-leaf' }));
  });
});

describe('keyedIndex', () => {
  it('keeps uses, peppers and part boundaries apart', () => {
    const of = [
      keyedIndex(PEPPER, 'name', ['ab', 'c'], intl1),
      keyedIndex(PEPPER, 'name', ['a', 'bc'], intl1),
      keyedIndex(PEPPER, 'surname', ['ab', 'c'], intl1),
      keyedIndex(new Uint8Array(32), 'name', ['ab', 'c'], intl1),
    ];
    expect(new Set(of).size).toBe(4);
    expect(keyedIndex(PEPPER, 'name', ['ab', 'c'], intl1)).toBe(of[0]);
  });
});
