/**
 * Prints vectors.json: entries of our own with every byte of them. The file is committed, so that Node, browsers and later
 * versions prove equal bytes (DESIGN §8, invariant 17). A difference is a new format, not a new file:
 * `node test/unit/register/make-vectors.ts > test/unit/register/vectors.json`
 */
import { toBase64Url, toHex } from '@duecheck/core/bytes';
import {
  buildEntry,
  COMMITTED,
  type EntryInput,
  type EntryKeys,
  keyedIndex,
  rowToWire,
  type Suite,
  saltOf,
} from '@duecheck/core/register';
import { countingRandom, entryId, entryInput, KEYS, PEPPER } from './people.ts';

const ORGANISATION_ONLY: EntryKeys = { ...KEYS, person: null };

/** One entry with everything, one with as little as an entry can have, one that strains JSON. */
export function cases(suite: Suite): { name: string; input: EntryInput; keys: EntryKeys }[] {
  const index = (use: 'subject' | 'case' | 'surname' | 'name', ...parts: string[]) =>
    keyedIndex(PEPPER, use, parts, suite);
  return [
    {
      name: 'a check with findings',
      keys: KEYS,
      input: entryInput({
        index: {
          subjectKey: index('subject', 'resident-id', '330899199003074519'),
          caseKey: index('case', 'A-17', '1'),
          surnameKey: index('surname', '柯'),
          nameKey: index('name', '柯一鸣'),
          pepperVersion: 1,
        },
      }),
    },
    {
      name: 'an act without a subject',
      keys: ORGANISATION_ONLY,
      input: entryInput({
        id: entryId(2),
        type: 'clock.moved',
        decisionPoint: null,
        outcomeClass: null,
        flags: [],
        checkId: null,
        subject: null,
        request: null,
        outcome: null,
        person: null,
        office: {},
      }),
    },
    {
      name: 'characters outside the basic plane, control characters, numbers',
      keys: KEYS,
      input: entryInput({
        id: entryId(3),
        subject: { kind: 'permanent-resident-id-old', number: 'X0', name: 'ǅ\u0000\u2028\u{20bb7}\u{1f600}"\\' },
        request: { ﬀ: -0, '\u{1f600}': 1e21, a: [null, true, 1e-7, 333333333.3333333] },
      }),
    },
  ];
}

export async function vectors(suite: Suite) {
  const random = countingRandom();
  const out = [];
  for (const { name, input, keys } of cases(suite)) {
    const { row, leafBytes, leafHash } = await buildEntry(input, keys, suite, random);
    out.push({
      name,
      row: rowToWire(row),
      leaf: new TextDecoder().decode(leafBytes),
      leafHash: toHex(leafHash),
      salts: Object.fromEntries(COMMITTED.map((field) => [field, toBase64Url(saltOf(input.id, field, keys, suite))])),
    });
  }
  return out;
}

if (import.meta.main) {
  const { intl1 } = await import('../../../gateway/keys/suite-intl-1.ts');
  console.log(JSON.stringify(await vectors(intl1), null, 2));
}
