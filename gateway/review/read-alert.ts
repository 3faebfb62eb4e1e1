/** One alert with what it rests on and what was done about it. */
import type { AlertState, AlertStep, Finding, Id, ReviewAlertAnswer } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import type { CivilDate } from '@duecheck/core/time';
import { type Selectable, sql } from 'kysely';
import { selectEntries, toldEntry } from '../audit/told-entry.ts';
import { iso } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { Tables, Trx } from '../store/database.ts';
import { openWords } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { type AlertRow, assigneeOf, isSame, toldAlert } from './alert-row.ts';
import { auditorsFor } from './auditors-for.ts';
import { stepsFor } from './steps.ts';

const MOST_ENTRIES = 200;

export async function readAlert(
  trx: Trx,
  world: World,
  row: AlertRow,
  { caller, today }: { readonly caller: Pick<Account, 'iss' | 'sub'>; readonly today: CivilDate },
): Promise<Omit<ReviewAlertAnswer, 'query'>> {
  const { rows: entries } = await sql<Parameters<typeof toldEntry>[0]>`
    ${selectEntries(today)} join review_alert_entry x on x.entry = e.id
     where x.alert = ${row.id} order by x.n limit ${MOST_ENTRIES}`.execute(trx);
  const { rows: beside } = await sql<AlertRow>`
    select distinct on (a.raised_at, a.id) a.* from review_alert_entry mine
      join review_alert_entry theirs on theirs.entry = mine.entry and theirs.alert <> mine.alert
      join review_alert a on a.id = theirs.alert
     where mine.alert = ${row.id} order by a.raised_at, a.id limit 20`.execute(trx);
  return {
    alert: toldAlert(row),
    raised: row.raised_entry as Id<'ent'>,
    entries: entries.map((entry) => toldEntry(entry, today)),
    acts: await actsOf(trx, world, row),
    auditors: await auditorsFor(trx, row, today),
    may: stepsFor(row.state as AlertState, isSame(assigneeOf(row), caller) ? 'assignee' : 'other'),
    beside: beside.map(toldAlert).map(({ id, title, state }) => ({ id, title, state })),
  };
}

async function actsOf(trx: Trx, world: World, alert: AlertRow): Promise<ReviewAlertAnswer['acts']> {
  const rows = await trx.selectFrom('review_act').selectAll().where('alert', '=', alert.id).orderBy('n').execute();
  const acts: ReviewAlertAnswer['acts'] = [];
  for (const row of rows)
    acts.push({
      step: row.step as AlertStep,
      at: iso(row.at.getTime()),
      by: { iss: row.iss, sub: row.sub, role: row.role },
      entry: row.entry as Id<'ent'>,
      to: row.to_iss === null || row.to_sub === null ? null : { iss: row.to_iss, sub: row.to_sub },
      finding: row.finding as Finding | null,
      words: await wordsOf(trx, world, alert.organisation, row),
    });
  return acts;
}

/** @returns null where there are none, or their key is gone */
export async function wordsOf(
  trx: Trx,
  world: World,
  organisation: string,
  { alert, n, sealed_words, key_month }: Selectable<Tables['review_act']>,
): Promise<string | null> {
  if (sealed_words === null || key_month === null) return null;
  try {
    return await openWords(trx, world, { organisation, key_month }, `${alert}/${n}`, sealed_words);
  } catch (error) {
    if (error instanceof DuecheckError && error.code === 'sealed-gone') return null;
    throw error;
  }
}
