import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import { Catalogue, indexCatalogue } from '@duecheck/core/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USERS } from '../../../demo/identity-provider/users.ts';
import { ORGANISATIONS, roleAssignments } from '../../../demo/organisations.ts';
import { generatePeople } from '../../../demo/people/index.ts';
import { writePeople } from '../../../demo/people/write.ts';
import { ImportedIdentity, ImportedRecord, refuseRecord, subjectKeyOf } from '../../../gateway/intake/records.ts';

const catalogue = Catalogue.parse(loadCatalogue().value);

describe('what a gateway is filled with', () => {
  let folder: string;
  const linesOf = async (name: string) =>
    (await readFile(join(folder, name), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-seed-'));
    await writePeople(folder, generatePeople({ seed: 'first-light', today: '2026-11-23', count: 2000 }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds records that the intake refuses none of', async () => {
    const lists = indexCatalogue(catalogue);
    const refused = (await linesOf('records.ndjson')).flatMap((line) => {
      const record = ImportedRecord.parse(line);
      return refuseRecord(record, lists) ?? (subjectKeyOf(record.subject) ? [] : 'subject-invalid');
    });
    expect(refused).toEqual([]);
  });

  it('holds people each of whom the intake can key, once', async () => {
    const keys = (await linesOf('registry.ndjson')).map((line) => {
      const key = subjectKeyOf(ImportedIdentity.parse(line));
      return key && `${key.kind}:${key.number}`;
    });
    expect(keys).not.toContain(null);
    expect(new Set(keys).size).toBe(2000);
  });

  it('names superiors before those below them', () => {
    const above = new Set<string | null>([null]);
    for (const { id, parent } of ORGANISATIONS) {
      expect(above).toContain(parent);
      above.add(id);
    }
  });

  it('gives every account a role, at decision points that exist, and nobody both looks up and audits', () => {
    const roles = roleAssignments('http://localhost:1');
    const points = new Set(catalogue.decisionPoints.map((point) => point.id));
    expect(new Set(roles.map(({ sub }) => sub))).toEqual(new Set(USERS.map(({ id }) => id)));
    for (const { decisionPoints } of roles) for (const id of decisionPoints ?? []) expect(points).toContain(id);
    const holders = (of: readonly string[]) => roles.filter(({ role }) => of.includes(role)).map(({ sub }) => sub);
    const auditors = holders(['auditor', 'office', 'operator']);
    expect(holders(['clerk', 'reviewer']).filter((sub) => auditors.includes(sub))).toEqual([]);
  });
});
