import type { CreditRecord, IdentityMatch } from '@duecheck/core/assess';
import { sameName } from '@duecheck/core/subject';
import type { KnownSubject, Source, SourceQuery } from '../sources/source.ts';
import type { Trx } from '../store/database.ts';

export interface Collected {
  readonly records: readonly CreditRecord[];
  readonly known: KnownSubject | null;
  /** Sources that did not answer: part of the picture is missing, which is never clear (DESIGN §1.11). */
  readonly missing: readonly string[];
}

/** Asks every source for these categories only. A failing query inside our own database fails the check itself. */
export async function collect(trx: Trx, sources: readonly Source[], query: SourceQuery): Promise<Collected> {
  const records: CreditRecord[] = [];
  let known: KnownSubject | null = null;
  for (const source of sources) {
    const answer = await source.query(trx, query);
    records.push(...answer.records);
    known ??= answer.known;
  }
  return { records, known, missing: [] };
}

/** Name AND number; the registered name itself never leaves (IDS §0.6). */
export function matchIdentity(name: string, known: KnownSubject | null): IdentityMatch | 'mismatch' {
  if (known === null) return 'unconfirmed';
  const same = sameName(name, known.name);
  if (same === 'different') return 'mismatch';
  return same === 'same' ? 'confirmed' : 'unconfirmed';
}
