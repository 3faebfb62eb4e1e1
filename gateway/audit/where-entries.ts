/** Which entries `e` a question finds. Values are parameters, whatever is typed; columns are ours. */
import type { CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../identity/auditors.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { KeyedFilters } from './keyed-filters.ts';
import { isSealed, isWithheld } from './withheld.ts';

export interface Question {
  readonly organisations: Scope;
  readonly filters: KeyedFilters;
  readonly today: CivilDate;
}

export function whereEntries({ organisations, filters, today }: Question): RawBuilder<boolean> {
  const { clear, keyed } = filters;
  const column = (name: string) => sql.ref(`e.${name}`);
  const is = (name: string, value: string | undefined) =>
    value === undefined ? [] : [sql`${column(name)} = ${value}`];
  const among = (name: string, values: Iterable<string>) =>
    sql`${column(name)} = any(${textArray([...values])}::text[])`;
  const told = [
    ...(organisations === 'everything' ? [] : [among('organisation', organisations)]),
    ...(clear.types === undefined ? [] : [among('type', clear.types)]),
    ...(clear.from === undefined ? [] : [sql`e.occurred_at >= ${clear.from}`]),
    ...(clear.until === undefined ? [] : [sql`e.occurred_at < ${clear.until}`]),
  ];
  // Of a sealed entry none of these is told, so none of them finds it.
  const inside = [
    ...is('decision_point', clear.decisionPoint),
    ...is('actor_sub', clear.actor?.sub),
    ...is('actor_iss', clear.actor?.iss),
    ...is('role', clear.role),
    ...is('round', clear.round),
    ...is('check_id', clear.checkId),
    ...is('decision_id', clear.decisionId),
    ...(clear.flags === undefined ? [] : [sql`e.flags <> '{}' and e.flags @> ${textArray(clear.flags)}::text[]`]),
    ...Object.entries(keyed).map(([name, keys]) => among(name, keys)),
    ...(clear.outcome === undefined ? [] : [sql`e.outcome_class = ${clear.outcome} and not ${isWithheld(today)}`]),
  ];
  const all = [...told, ...inside, ...(inside.length === 0 ? [] : [sql`not ${isSealed}`])];
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(all, sql` and `)})`;
}
