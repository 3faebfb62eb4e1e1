import type { ImportAnswer, ImportState, Role } from '@duecheck/core/contract';
import type { Selectable } from 'kysely';
import { iso, type LegalTime } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Trx } from '../store/database.ts';
import type { IntakeTables } from '../store/tables/intake.ts';

export type ImportRow = Selectable<IntakeTables['office_import']>;

/** Who takes records in: the credit office (SYSTEMS §7), which looks nobody up. */
export const IMPORTERS: readonly Role[] = ['office'];

/** Longer than a gateway that lives leaves its imports alone. */
const DEAD_MS = 15_000;

/** Whether no gateway has seen the file for so long that none will. */
export const isAbandoned = ({ state, alive_at }: Pick<ImportRow, 'state' | 'alive_at'>, now: number): boolean =>
  state === 'resumable' || (state === 'running' && now - alive_at.getTime() > DEAD_MS);

/** @throws RequestProblem `not-found`, also for an import of an office that is not the caller's */
export async function loadImport(
  db: Database | Trx,
  account: Pick<Account, 'iss' | 'sub'>,
  id: string,
  { today }: LegalTime,
): Promise<ImportRow> {
  const row = await db.selectFrom('office_import').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  const held = roleFor(await rolesOf(db, account, today, row.organisation), IMPORTERS);
  if (held === null) throw new RequestProblem('not-found');
  return row;
}

export async function importAnswer(
  db: Database | Trx,
  row: ImportRow,
  caller: Pick<Account, 'iss' | 'sub'>,
): Promise<ImportAnswer> {
  const { taken, refused, repeated, changed } = row.report ?? (await countsSoFar(db, row));
  const columns = row.report?.columns ?? null;
  return {
    importId: row.id as ImportAnswer['importId'],
    type: row.type,
    organisation: row.organisation,
    state: row.state as ImportState,
    failure: row.failure,
    startedAt: iso(row.started_at.getTime()),
    endedAt: row.ended_at === null ? null : iso(row.ended_at.getTime()),
    bytes: row.bytes,
    bytesRead: row.report === null ? row.bytes_read : row.bytes,
    rows: taken + refused + repeated + changed,
    ...{ taken, refused, repeated, changed },
    reasons: await reasonsOf(db, row.id),
    columns: columns === null ? null : { denied: [...columns.denied], unknown: [...columns.unknown] },
    mine: row.iss === caller.iss && row.sub === caller.sub,
  };
}

/** As the transaction of the last thousand rows left them. */
async function countsSoFar(db: Database | Trx, { digest, type, organisation }: ImportRow) {
  const run = await db
    .selectFrom('import_run')
    .select('counts')
    .where('digest', '=', digest)
    .where('type', '=', type)
    .where('organisation', '=', organisation)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return { taken: 0, refused: 0, repeated: 0, changed: 0, ...run?.counts };
}

async function reasonsOf(db: Database | Trx, id: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('import_reject')
    .select((eb) => ['code', eb.fn.countAll<number>().as('n')])
    .where('import_id', '=', id)
    .groupBy('code')
    .orderBy('code')
    .execute();
  return Object.fromEntries(rows.map(({ code, n }) => [code, Number(n)]));
}
