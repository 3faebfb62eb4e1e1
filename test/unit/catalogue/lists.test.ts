import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/load.ts';
import { catalogueJsonSchema, indexCatalogue, type Text } from '../../../core/catalogue/index.ts';
import { ourCatalogue } from './our-catalogue.ts';

const catalogue = ourCatalogue();
const index = indexCatalogue(catalogue);

/** Every text for people, with the path it stands at. */
function* texts(value: unknown, path: string): Generator<readonly [string, Text]> {
  if (typeof value !== 'object' || value === null) return;
  if ('zh' in value && 'en' in value) yield [path, value as Text];
  for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}.${key}`);
}
const TEXTS = [...texts(catalogue, 'catalogue')];

const HAN = /\p{Script=Han}/u;

describe('our lists', () => {
  it('hold the fifty decision points of the rules', () => {
    expect(catalogue.decisionPoints).toHaveLength(50);
  });

  it('name each file of an entry by its id', () => {
    const names = (folder: string) =>
      readdirSync(new URL(`../../../catalogue/${folder}`, import.meta.url)).map((file) => file.replace('.yaml', ''));
    expect(names('decision-points').sort()).toEqual([...index.decisionPoints.keys()].sort());
    expect(names('record-types').sort()).toEqual([...index.recordTypes.keys()].sort());
    expect(names('calendar').sort()).toEqual([...index.calendars.keys()].map(String).sort());
  });

  it('say everything in Chinese and in English', () => {
    for (const [path, text] of TEXTS) {
      expect(text.zh, path).toMatch(HAN);
      expect(text.en, path).not.toMatch(HAN);
    }
  });

  it.each([
    ['zh', /评分|打分|黑名单|红名单|惩罚/],
    ['en', /\b(scor(e|es|ing)|black-?lists?|red-?lists?|dossiers?|punish\w*)\b/i],
  ] as const)('keep to the glossary’s words in %s', (language, never) => {
    const found = TEXTS.filter(([, text]) => never.test(text[language])).map(([path]) => path);
    expect(found).toEqual([]);
  });

  it('show nobody’s number: identity numbers never leave', () => {
    const identity = index.recordTypes.get('person-identity');
    expect(identity?.fields.find((field) => field.name === 'idNumber')?.show).toBe('never');
  });

  it('refuse ratings at intake', () => {
    expect(catalogue.denied.map((group) => group.id)).toContain('ratings');
  });

  it('restrict nobody in the rows that partners and students use', () => {
    for (const row of catalogue.decisionPoints.filter(
      (each) => each.group === 'market' || each.id.startsWith('student-'),
    )) {
      expect(
        row.restrictions.filter((entry) => entry.availability === 'available'),
        row.id,
      ).toEqual([]);
    }
  });

  it('screen no group of persons for key supervision', () => {
    expect(index.decisionPoints.get('key-supervision-listing')?.queryModes).toEqual(['single']);
  });

  it('give every profile that a ground names a service item that carries it', () => {
    const carried = new Set(catalogue.serviceItems.flatMap((item) => [item.profile, item.occupation]));
    const asked = catalogue.decisionPoints.flatMap((row) =>
      row.restrictions.flatMap((entry) => entry.grounds.map((ground) => ground.profile)),
    );
    expect(asked.filter((profile) => profile !== undefined && !carried.has(profile))).toEqual([]);
  });
});

describe('loadCatalogue', () => {
  it('knows the line of a value', () => {
    const raw = loadCatalogue();
    const at = (raw.value.decisionPoints as { id: string }[]).findIndex((row) => row.id === 'civil-service-hiring');
    expect(raw.locate(['decisionPoints', at, 'id'])).toEqual({
      file: 'decision-points/civil-service-hiring.yaml',
      line: 2,
    });
    expect(raw.locate(['bases', 0, 'nothing-there'])).toMatchObject({ file: 'bases.yaml' });
    expect(raw.locate(['validFrom'])).toMatchObject({ file: 'catalogue.yaml' });
  });
});

describe('catalogueJsonSchema', () => {
  it('describes every list', () => {
    expect(Object.keys(catalogueJsonSchema().properties ?? {}).sort()).toEqual(Object.keys(catalogue).sort());
  });
});
