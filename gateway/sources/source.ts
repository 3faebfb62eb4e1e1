/** Where records come from. The own store answers inside the check's transaction; platforms come over HTTP. */
import type { CreditRecord } from '@duecheck/core/assess';
import type { SubjectType } from '@duecheck/core/catalogue';
import type { CivilDate } from '@duecheck/core/time';
import type { Trx } from '../store/database.ts';

export interface SourceQuery {
  /** Keyed index of the subject (kind and canonical number). */
  readonly subjectKey: Uint8Array;
  /** Only these categories are asked for (DESIGN §1.5). */
  readonly categories: readonly string[];
  readonly today: CivilDate;
}

/** What the population or company registry knows, for the match of name and number. Never enrichment. */
export interface KnownSubject {
  readonly name: string;
  readonly type: SubjectType;
  readonly establishedOn?: CivilDate;
}

export interface SourceAnswer {
  readonly records: readonly CreditRecord[];
  readonly known: KnownSubject | null;
}

export interface Source {
  readonly id: string;
  query(trx: Trx, query: SourceQuery): Promise<SourceAnswer>;
}
