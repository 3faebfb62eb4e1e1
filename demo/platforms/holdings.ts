/** What a platform has: whom the population data know, and the records of each of them by list. */
import { loadCatalogue } from '@duecheck/catalogue';
import { type Catalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { canonicalKey, type IdentityKind, parseIdentity, sameName } from '@duecheck/core/subject';
import type { People, PlatformId, SeedRecord } from '../people/index.ts';
import { heldBy } from '../people/platform-records.ts';

export interface Holdings {
  readonly catalogue: Catalogue;
  readonly count: number;
  /** By the number that names the person, in the form that all of a person's documents share. */
  readonly of: (number: string) => readonly SeedRecord[];
  /** null: nobody of that number is known here. */
  readonly compare: (number: string, name: string) => 'same' | 'other' | null;
}

export function createHoldings(people: Pick<People, 'registry' | 'platformRecords'>, id: PlatformId): Holdings {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the lists do not hold together');
  const records = heldBy(people.platformRecords, id);
  const byNumber = new Map<string, SeedRecord[]>();
  for (const record of records) {
    const number = keyNumber(record.subject.kind, record.subject.number);
    byNumber.set(number, [...(byNumber.get(number) ?? []), record]);
  }
  const names = new Map(people.registry.map(({ kind, number, name }) => [keyNumber(kind, number), name]));
  return {
    catalogue: parsed.catalogue,
    count: records.length,
    of: (number) => byNumber.get(number) ?? [],
    compare: (number, name) => {
      const known = names.get(number);
      return known === undefined ? null : sameName(known, name) === 'different' ? 'other' : 'same';
    },
  };
}

function keyNumber(kind: IdentityKind, number: string): string {
  const identity = parseIdentity(number, kind);
  const key = identity.status === 'invalid' ? null : canonicalKey(identity);
  return key === null ? number : key.slice(key.indexOf(':') + 1);
}
