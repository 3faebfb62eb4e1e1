/** What auditors ask managers: the facts of the entries that an office knows of itself. No result, no person, no keyed column. */
import type { Id, QuestionsAnswer } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { sql } from 'kysely';
import { isSealed } from '../audit/withheld.ts';
import { iso } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import { openEntry } from '../register/open-envelope.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type AlertRow, toldAlert } from './alert-row.ts';
import { wordsOf } from './read-alert.ts';

const MOST_QUESTIONS = 50;
const MOST_ACTS = 20;

type Question = QuestionsAnswer['questions'][number];

export async function openQuestions(
  trx: Trx,
  world: World,
  {
    caller,
    organisations,
  }: { readonly caller: Pick<Account, 'iss' | 'sub'>; readonly organisations: readonly string[] },
): Promise<Question[]> {
  const { rows } = await sql<AlertRow>`
    select a.* from review_alert a
     where a.state = 'asked' and a.organisation = any(${textArray(organisations)}::text[])
       and not (a.iss = ${caller.iss} and a.sub = ${caller.sub})
     order by a.raised_at, a.id limit ${MOST_QUESTIONS}`.execute(trx);
  const questions: Question[] = [];
  for (const row of rows) questions.push(await questionOf(trx, world, row));
  return questions;
}

async function questionOf(trx: Trx, world: World, row: AlertRow): Promise<Question> {
  const { id, revision, title, says, organisation, actor, day } = toldAlert(row);
  const asked = await trx
    .selectFrom('review_act')
    .selectAll()
    .where('alert', '=', row.id)
    .where('step', '=', 'ask')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    ...{ alert: id, revision, title, says, organisation, actor, day },
    askedAt: iso(asked.at.getTime()),
    question: await wordsOf(trx, world, row.organisation, asked),
    acts: await actsIn(trx, world, row.id),
    of: row.entries,
  };
}

interface Act {
  readonly id: string;
  readonly occurred_at: string;
  readonly decision_point: string | null;
  readonly round: string | null;
  readonly sealed: boolean;
}

async function actsIn(trx: Trx, world: World, alert: string): Promise<Question['acts']> {
  const { rows } = await sql<Act>`
    select e.id, e.occurred_at, e.decision_point, e.round, ${isSealed} as sealed
      from review_alert_entry x join register_entry e on e.id = x.entry
     where x.alert = ${alert} order by x.n limit ${MOST_ACTS}`.execute(trx);
  const acts: Question['acts'] = [];
  for (const { sealed, ...row } of rows)
    acts.push({
      entry: row.id as Id<'ent'>,
      occurredAt: row.occurred_at,
      // Of a sealed entry only its time is told.
      decisionPoint: sealed ? null : row.decision_point,
      round: sealed ? null : row.round,
      caseLabel: sealed ? null : await caseLabelOf(trx, world, row.id),
    });
  return acts;
}

/** From the envelope that is the office's own. */
async function caseLabelOf(trx: Trx, world: World, entry: string): Promise<string | null> {
  try {
    const content = await openEntry(trx, world, entry, 'office');
    const { label } = (content.case ?? {}) as { label?: unknown };
    return typeof label === 'string' ? label : null;
  } catch (error) {
    if (error instanceof DuecheckError) return null;
    throw error;
  }
}
