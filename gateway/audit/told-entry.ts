/** A row as an auditor may read it: withheld once its records have ended, and of a sealed one hardly anything. */
import type { AuditEntry, AuditVisibility } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import { isWithheld } from './withheld.ts';

export interface EntryRow {
  readonly id: string;
  readonly origin: string | null;
  readonly seq: number | null;
  readonly type: string;
  readonly organisation: string;
  readonly occurred_at: string;
  readonly decision_point: string | null;
  readonly actor_iss: string;
  readonly actor_sub: string;
  readonly role: string;
  readonly outcome_class: string | null;
  readonly round: string | null;
  readonly flags: string[];
  readonly check_id: string | null;
  readonly decision_id: string | null;
  readonly subject_key: string | null;
  readonly case_key: string | null;
  readonly surname_key: string | null;
  readonly name_key: string | null;
  readonly withheld: boolean;
  readonly visibility: 'delayed' | 'sealed' | null;
  readonly basis: string | null;
  readonly until: CivilDate | null;
}

/** Rows of entries `e`; envelopes and leaves stay where they are. */
export const selectEntries = (today: CivilDate): RawBuilder<EntryRow> => sql<EntryRow>`
  select e.id, p.origin, p.seq, e.type, e.organisation, e.occurred_at, e.decision_point, e.actor_iss, e.actor_sub, e.role,
         e.outcome_class, e.round, e.flags, e.check_id, e.decision_id, e.subject_key, e.case_key, e.surname_key, e.name_key,
         ${isWithheld(today)} as withheld, v.kind as visibility, v.basis, v.until
    from register_entry e
    left join register_place p on p.entry = e.id
    left join entry_visibility v on v.entry = e.id`;

export function toldEntry(row: EntryRow, today: CivilDate): AuditEntry {
  return {
    id: row.id,
    place: row.origin === null || row.seq === null ? null : { origin: row.origin, index: row.seq },
    type: row.type,
    organisation: row.organisation,
    occurredAt: row.occurred_at,
    visibility: visibilityOf(row, today),
    columns: row.visibility === 'sealed' ? null : columnsOf(row),
  };
}

/** A delay ends by itself: its last day has passed. */
function visibilityOf({ visibility, basis, until }: EntryRow, today: CivilDate): AuditVisibility {
  if (visibility === 'sealed') return { kind: 'sealed' };
  if (visibility === null || basis === null || until === null || until < today) return { kind: 'open' };
  return { kind: 'delayed', basis, until };
}

const columnsOf = (row: EntryRow): AuditEntry['columns'] => ({
  decisionPoint: row.decision_point,
  actor: { iss: row.actor_iss, sub: row.actor_sub, role: row.role },
  outcome: row.withheld ? 'withheld' : row.outcome_class,
  round: row.round,
  flags: row.flags,
  checkId: row.check_id,
  decisionId: row.decision_id,
  subjectKey: row.subject_key,
  caseKey: row.case_key,
  surnameKey: row.surname_key,
  nameKey: row.name_key,
});
