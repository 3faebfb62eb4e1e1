/** What is shown of an entry, laid beside what its leaf commits to. */
import type { AuditEntry } from '@duecheck/core/contract';
import type { RowOpening } from '@duecheck/core/register';

/** @returns whether every column that is shown is the committed one. A class that is told no more is shown as `withheld`, and not opened. */
export function isCommitted(shown: AuditEntry, { row, outcomeClass }: RowOpening): boolean {
  const { columns } = shown;
  if (columns === null) return false;
  const { actor, outcome, ...rest } = columns;
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [shown.id, row.id],
    [shown.type, row.type],
    [shown.organisation, row.organisation],
    [shown.occurredAt, row.occurredAt],
    [actor.iss, row.actorIss],
    [actor.sub, row.actorSub],
    [actor.role, row.role],
    [outcome, outcomeClass === null ? (row.outcomeClass === null ? null : 'withheld') : outcomeClass.value],
    ...Object.entries(rest).map(([name, value]) => [value, row[name]] as const),
  ];
  return pairs.every(([a, b]) => JSON.stringify(a) === JSON.stringify(b));
}
