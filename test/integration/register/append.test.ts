import { fromUtf8 } from '@duecheck/core/bytes';
import { commit, entrySecret, fieldSalt, openEnvelope, parseLeaf } from '@duecheck/core/register';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { bareDraft, fullDraft, type House, openHouse } from './house.ts';

let house: House;
let register: Register;
beforeAll(async () => {
  house = await openHouse();
  register = await house.open();
});
afterAll(() => house.close());

const stored = (id: string) =>
  house.db.selectFrom('register_entry').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('an appended entry', () => {
  it('is durable with the business rows of its transaction, or not there at all', async () => {
    const ids: string[] = [];
    const work = house.db.transaction().execute(async (trx) => {
      ids.push(...(await register.append(trx, [fullDraft(1), bareDraft()])).map((entry) => entry.id));
      throw new Error('the capability fails');
    });
    await expect(work).rejects.toThrow('the capability fails');
    for (const table of ['register_entry', 'register_pending', 'shown_record', 'subject_key'] as const)
      expect(await house.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    expect(ids).toHaveLength(2);
  });

  it('comes back in the order of the drafts, with ids that grow and what receipts need', async () => {
    const entries = await house.append(register, fullDraft(1), bareDraft(), fullDraft(2));
    const more = await house.append(register, bareDraft());
    const ids = [...entries, ...more].map((entry) => entry.id);
    expect(ids).toEqual([...ids].sort());
    for (const entry of entries) {
      const row = await stored(entry.id);
      const leaf = parseLeaf(row.leaf);
      expect(Buffer.from(entry.subjectCommitment).toString('base64url')).toBe(leaf.commitments.subject);
      expect(Buffer.from(entry.leafHash)).toEqual(row.leaf_hash);
      expect(entry.occurredAt).toBe('2026-11-23T04:00:00.000Z');
    }
  });

  it('keeps number, name, case and reason out of every byte that is not sealed', async () => {
    const [entry] = await house.append(register, fullDraft(77));
    const dump = JSON.stringify(await stored(entry?.id ?? ''), (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
    for (const secret of ['33089919900101', '欧阳', 'case-77', 'RL-2026-77', '合成理由'])
      expect(dump).not.toContain(secret);
  });

  it('opens to the person with the key of the year and to the office with the key of the month', async () => {
    const [entry] = await house.append(register, fullDraft(5));
    const row = await stored(entry?.id ?? '');
    const keys = createSubjectKeys({ keys: house.keys, suite: intl1, random: (n) => new Uint8Array(n) });
    const kids = [row.person_kid ?? '', row.office_kid ?? ''];
    expect(kids[0]).toMatch(/^register\/2026\//);
    expect(kids[1]).toBe('office/qz-rsj/2026-11');
    const [person, office] = (await keys.find(house.db, kids)) as [Uint8Array, Uint8Array];
    const open = (name: 'person' | 'office', kid: string, key: Uint8Array, sealed: Uint8Array | null) =>
      openEnvelope({ entryId: row.id, name, key: { kid, key } }, sealed ?? new Uint8Array(0), intl1);
    expect(await open('person', kids[0] ?? '', person, row.person_sealed)).toEqual(fullDraft(5).person);
    expect(await open('office', kids[1] ?? '', office, row.office_sealed)).toMatchObject({ actor: { sub: 'limin' } });

    const salt = fieldSalt(entrySecret(person, row.id, intl1), 'subject', intl1);
    const value = fullDraft(5).subject;
    const opened = commit({ entryId: row.id, field: 'subject', value, salt }, intl1);
    expect(Buffer.from(opened)).toEqual(Buffer.from(entry?.subjectCommitment ?? []));
  });

  it('of two people has different keys, of one person the same index', async () => {
    const [a, b, c] = await house.append(register, fullDraft(8), fullDraft(9), fullDraft(8));
    const [rowA, rowB, rowC] = [await stored(a?.id ?? ''), await stored(b?.id ?? ''), await stored(c?.id ?? '')];
    expect(rowA.subject_key).toBe(rowC.subject_key);
    expect(rowA.subject_key).not.toBe(rowB.subject_key);
    expect(rowA.surname_key).toBe(rowB.surname_key);
    expect(fromUtf8(rowA.leaf)).not.toContain(rowA.subject_key);
  });

  it('knows which records it showed', async () => {
    const [entry] = await house.append(register, {
      ...fullDraft(10),
      outcome: { class: 'findings', records: ['rec-b', 'rec-a', 'rec-b'] },
    });
    const shown = await house.db
      .selectFrom('shown_record')
      .select('record')
      .where('entry', '=', entry?.id ?? '')
      .execute();
    expect(shown.map((row) => row.record).sort()).toEqual(['rec-a', 'rec-b']);
  });
});
