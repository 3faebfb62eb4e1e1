/** What is shown of an entry, laid beside what its leaf commits to. */
import type { AuditEntry } from '@duecheck/core/contract';

/** @returns whether every column that is shown is the committed one. A class that is told no more is shown as nothing. */
export function isCommitted(shown: AuditEntry, row: Readonly<Record<string, unknown>>): boolean {
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
    [outcome, row.outcomeClass],
    ...Object.entries(rest).map(([name, value]) => [value, row[name]] as const),
  ];
  return pairs.every(([a, b]) => JSON.stringify(a) === JSON.stringify(b));
}
