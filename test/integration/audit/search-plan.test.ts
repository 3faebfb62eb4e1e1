/** Every filter that an auditor may set is a range of an index, whose first rows are the page: nothing is sorted, nothing read in vain. */
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cursorAfter } from '../../../gateway/audit/cursor.ts';
import type { KeyedFilters } from '../../../gateway/audit/keyed-filters.ts';
import { pageOf } from '../../../gateway/audit/search-entries.ts';
import { type Database, openDatabase } from '../../../gateway/store/database.ts';
import { createDatabase } from '../database.ts';

const MANY = 40_000;
let db: Database;
beforeAll(async () => {
  db = openDatabase(await createDatabase());
  await sql`
    insert into register_entry (id, type, suite, organisation, decision_point, actor_iss, actor_sub, role, outcome_class,
                                occurred_at, round, flags, check_id, decision_id, subject_key, case_key, surname_key, name_key,
                                leaf, leaf_hash)
    select 'ent_' || lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000', 'type-' || n % 20, 'intl-1', 'org-' || n % 50,
           'point-' || n % 60, 'iss', 'sub-' || n % 500, 'role-' || n % 5, 'class-' || n % 4,
           to_char('2026-01-01'::timestamp + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
           'round-' || n % 300, case when n % 1000 = 0 then array['break-glass'] else '{}' end, 'chk_' || n / 3, 'dec_' || n / 4,
           's' || n % 9000, 'c' || n % 9000, 'f' || n % 200, 'n' || n % 5000, '', ''
      from generate_series(1, ${MANY}) n`.execute(db);
  await sql`analyze register_entry`.execute(db);
});
afterAll(() => db.destroy());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

async function planOf(
  filters: Partial<KeyedFilters>,
  after?: string,
  organisations: ReadonlySet<string> | 'everything' = 'everything',
) {
  const page = pageOf(
    { organisations, today: '2026-06-01' as CivilDate, filters: { clear: {}, keyed: {}, subject: null, ...filters } },
    { after, limit: 51 },
  );
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>`explain (analyze, format json) ${page}`.execute(db);
  const all = nodes((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
  const onEntries = all.filter((node) => node['Relation Name'] === 'register_entry');
  const read = onEntries.reduce((sum, node) => sum + node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0), 0);
  return { scans: onEntries.map((node) => node['Node Type']), read };
}

const clear = (one: object) => ({ clear: one }) as Partial<KeyedFilters>;
const keyed = (one: object) => ({ keyed: one }) as Partial<KeyedFilters>;
const IN_THE_MIDDLE = cursorAfter({
  at: '2026-01-14T21:20:00.000Z',
  id: 'ent_00004e20-0000-7000-8000-000000000000',
});

it.each([
  ['nothing', {}],
  ['type', clear({ types: ['type-3'] })],
  ['organisation', clear({ organisation: 'org-7' })],
  ['decision point', clear({ decisionPoint: 'point-7' })],
  ['actor', clear({ actor: { iss: 'iss', sub: 'sub-77' } })],
  ['role', clear({ role: 'role-2' })],
  ['outcome', clear({ outcome: 'class-1' })],
  ['a span of time', clear({ from: '2026-01-05T00:00:00.000Z', until: '2026-01-05T01:00:00.000Z' })],
  ['round', clear({ round: 'round-17' })],
  ['flags', clear({ flags: ['break-glass'] })],
  ['check', clear({ checkId: 'chk_77' })],
  ['decision', clear({ decisionId: 'dec_77' })],
  ['subject', keyed({ subject_key: ['s77'] })],
  ['case', keyed({ case_key: ['c77'] })],
  ['surname', keyed({ surname_key: ['f77'] })],
  ['name', keyed({ name_key: ['n77'] })],
])('a search by %s reads a page and not the register', async (_, filters) => {
  for (const after of [undefined, IN_THE_MIDDLE]) {
    const { scans, read } = await planOf(filters, after);
    expect(scans).not.toContain('Seq Scan');
    expect(read).toBeLessThan(MANY / 30);
  }
});

it('so does a search within some organisations', async () => {
  const { scans, read } = await planOf({}, undefined, new Set(['org-1', 'org-2']));
  expect(scans).not.toContain('Seq Scan');
  expect(read).toBeLessThan(MANY / 20);
});
