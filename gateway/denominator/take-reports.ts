/** Takes lines about opened cases and decisions into the store: judged one by one, written together, each once. */
import { toHex } from '@duecheck/core/bytes';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { ReportCode } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import { type CaseColumns, casesIn, SKEW_MS } from '../decisions/load.ts';
import type { Trx } from '../store/database.ts';
import { insertRows } from '../store/insert-rows.ts';
import type { DenominatorTables } from '../store/tables/denominator.ts';
import type { World } from '../world.ts';
import { casePatternOf, type FitsCase } from './case-pattern.ts';

/** `cases`: opened; `decisions`: taken. */
export type ReportKind = 'cases' | 'decisions';

export interface Report {
  readonly decisionPoint: string;
  readonly case: { readonly key: string; readonly part: string };
  /** Kind and number of the index; `invalid` where they name nobody. */
  readonly subject: { readonly kind: string; readonly number: string } | 'invalid' | null;
  /** Milliseconds. */
  readonly openedAt: number | null;
  /** Of a decision. */
  readonly decidedAt: number | null;
}

export interface Reporter {
  readonly organisation: string;
  /** Who tells it: two of them may tell the same decision. */
  readonly source: string;
  readonly kind: ReportKind;
}

export interface Taken {
  readonly taken: number;
  readonly repeated: number;
  readonly refused: readonly { readonly n: number; readonly code: ReportCode }[];
}

export async function takeReports(
  trx: Trx,
  world: Pick<World, 'index' | 'clock' | 'lists'>,
  reporter: Reporter,
  reports: readonly Report[],
): Promise<Taken> {
  const catalogue = await world.lists.catalogue();
  const fits = await casePatternOf(trx, reporter.organisation);
  const now = world.clock.now();
  const lines = reports.map((report, n) => ({ n, report, ...keyed(world, reporter, report) }));
  const known = await subjectsOf(trx, lines);
  const refused: { n: number; code: ReportCode }[] = [];
  const good: Line[] = [];
  for (const line of lines) {
    const code = faultOf(line.report, { catalogue, fits, now }) ?? claimSubject(known, line);
    if (code === null) good.push(line);
    else refused.push({ n: line.n, code });
  }
  const stored = { reporter, now: new Date(now) };
  const opened = await storeCases(trx, stored, good);
  const decided = reporter.kind === 'decisions' ? await storeDecisions(trx, stored, good) : 0;
  const taken = reporter.kind === 'decisions' ? decided : opened;
  return { taken, repeated: good.length - taken, refused };
}

/** Answers of a host to gateways that lost their patience (nginx's 499, and 504): it may have decided all the same. */
const UNSURE = new Set([499, 504]);

/** Whether a host that answered this refused what it was asked for. */
export const decidedNothing = (status: number): boolean => status >= 400 && !UNSURE.has(status);

interface Line {
  readonly n: number;
  readonly report: Report;
  readonly place: CaseColumns;
  readonly subjectKey: Uint8Array | null;
}

function keyed({ index }: Pick<World, 'index'>, { organisation }: Reporter, report: Report) {
  const { decisionPoint, subject } = report;
  const { key, part } = report.case;
  return {
    place: {
      ...{ organisation, decision_point: decisionPoint, part },
      case_key: index.case(organisation, decisionPoint, key),
    },
    subjectKey: subject === null || subject === 'invalid' ? null : index.subject(subject.kind, subject.number),
  };
}

function faultOf(
  report: Report,
  by: { readonly catalogue: CatalogueIndex; readonly fits: FitsCase; readonly now: number },
): ReportCode | null {
  const { decisionPoint, subject, openedAt, decidedAt } = report;
  if (!by.catalogue.decisionPoints.has(decisionPoint)) return 'no-such-decision-point';
  if (!by.fits(report.case.key)) return 'case-pattern';
  if (subject === 'invalid') return 'subject-invalid';
  if (Math.max(openedAt ?? 0, decidedAt ?? 0) > by.now + SKEW_MS) return 'time-future';
  return openedAt !== null && decidedAt !== null && decidedAt < openedAt ? 'time-order' : null;
}

const nameOf = ({ decision_point, case_key, part }: CaseColumns): string =>
  `${decision_point}/${toHex(case_key)}/${part}`;

/** Whose each case is: by its first check, else by the first report. */
async function subjectsOf(trx: Trx, lines: readonly Line[]): Promise<Map<string, string>> {
  const named = lines.filter(({ subjectKey }) => subjectKey !== null).map(({ place }) => place);
  if (named.length === 0) return new Map();
  const { rows } = await sql<CaseColumns & { subject_key: Uint8Array }>`
    select p.*, coalesce(s.subject_key, r.subject_key) as subject_key from ${casesIn(named)}
      left join case_subject s using (organisation, decision_point, case_key, part)
      left join reported_case r using (organisation, decision_point, case_key, part)
     where coalesce(s.subject_key, r.subject_key) is not null`.execute(trx);
  return new Map(rows.map((row) => [nameOf(row), toHex(row.subject_key)]));
}

/** Also among lines that come together, the first one to name a subject says whose the case is. */
function claimSubject(known: Map<string, string>, { place, subjectKey }: Line): ReportCode | null {
  if (subjectKey === null) return null;
  const name = nameOf(place);
  const subject = toHex(subjectKey);
  const owner = known.get(name) ?? subject;
  known.set(name, owner);
  return owner === subject ? null : 'subject-mismatch';
}

interface Storing {
  readonly reporter: Reporter;
  readonly now: Date;
}

/** @returns how many are new, or know their subject now */
async function storeCases(trx: Trx, { reporter, now }: Storing, lines: readonly Line[]): Promise<number> {
  const rows = new Map<string, Case>();
  for (const { place, subjectKey, report } of lines) {
    if (report.openedAt === null) continue;
    const name = nameOf(place);
    const before = rows.get(name);
    rows.set(name, {
      ...(before ?? {
        ...place,
        ...openedAt(report.openedAt),
        source: reporter.source,
        reported_at: now,
        told_as: reporter.kind,
      }),
      subject_key: before?.subject_key ?? subjectKey,
    });
  }
  return insertRows(
    trx,
    'reported_case',
    CASE_COLUMNS,
    inOrder(rows),
    `(organisation, decision_point, case_key, part) do update set subject_key = excluded.subject_key
       where reported_case.subject_key is null and excluded.subject_key is not null`,
  );
}

const openedAt = (at: number) => ({ opened_at: new Date(at), opened_on: legalDateOf(iso(at)) });

async function storeDecisions(trx: Trx, { reporter, now }: Storing, lines: readonly Line[]): Promise<number> {
  const rows = new Map<string, Decision>();
  for (const { place, report } of lines) {
    const at = report.decidedAt;
    if (at === null) continue;
    const days = { decided_at: new Date(at), decided_on: legalDateOf(iso(at)) };
    rows.set(`${nameOf(place)}/${at}`, { ...place, ...days, source: reporter.source, reported_at: now });
  }
  return insertRows(trx, 'reported_decision', DECISION_COLUMNS, inOrder(rows), 'do nothing');
}

/** Two reporters with the same rows then wait for each other, and never in a ring. */
const inOrder = <T>(rows: ReadonlyMap<string, T>): T[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);

type Case = DenominatorTables['reported_case'];
type Decision = DenominatorTables['reported_decision'];

const PLACE_COLUMNS = { organisation: 'text', decision_point: 'text', case_key: 'bytea', part: 'text' } as const;
const CASE_COLUMNS = {
  ...PLACE_COLUMNS,
  subject_key: 'bytea',
  opened_at: 'timestamptz',
  opened_on: 'date',
  source: 'text',
  reported_at: 'timestamptz',
  told_as: 'text',
} as const satisfies Record<keyof Case, string>;
const DECISION_COLUMNS = {
  ...PLACE_COLUMNS,
  decided_at: 'timestamptz',
  source: 'text',
  decided_on: 'date',
  reported_at: 'timestamptz',
} as const satisfies Record<keyof Decision, string>;
