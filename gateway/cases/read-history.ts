/**
 * Reading what was done in a case is a lookup (DESIGN §1.10): it counts against the day's limit, and its entry is durable before
 * a line of it leaves. No source is asked, so that this one entry stands for INTENT and RESULT both.
 */
import { whatIsDue } from '@duecheck/core/catalogue';
import type { CaseHistoryAnswer, CaseRequest } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { canonicalBytes, type Json } from '@duecheck/core/register';
import type * as z from 'zod/mini';
import { count, limitsOf } from '../authority/limits.ts';
import { maskOf } from '../checks/mask-of.ts';
import { iso, type LegalTime } from '../clock.ts';
import type { LoadedCheck } from '../decisions/load.ts';
import { RequestProblem } from '../http/problem.ts';
import { superiorsOf } from '../identity/organisations.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import { openCase, openSubject, type SubjectInFull } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { type ActsOf, checksOf, decisionsOf, loadChecks } from './acts.ts';
import type { CaseAt } from './case-at.ts';
import { isSealedCheck } from './told-outcome.ts';

/** Past this lag of the sequencer nothing new can be proven, so nothing is told (DESIGN §4). */
const MAX_LAG_SECONDS = 60;

export interface Reading extends CaseAt {
  readonly caller: Account;
  readonly body: z.output<typeof CaseRequest>;
  readonly legal: LegalTime;
}

/** @throws RequestProblem `unavailable` while the register is behind, `lookups-exceeded` */
export async function readHistory(trx: Trx, world: World, reading: Reading): Promise<CaseHistoryAnswer> {
  if (world.register.lagSeconds() > MAX_LAG_SECONDS) throw new RequestProblem('unavailable');
  const { place, held, caller, body, legal } = reading;
  const superiors = await superiorsOf(trx, place.organisation);
  await countLookup(trx, world, reading, superiors);
  const due = whatIsDue({
    catalogue: await world.lists.catalogue(),
    decisionPoint: place.decision_point,
    organisation: place.organisation,
    superiors,
    now: iso(legal.instant),
  });
  const [newest] = await loadChecks(trx, place);
  const subject = newest === undefined ? null : await subjectIn(trx, world, newest);
  // A key that was erased takes the person along, and with them what was found (DESIGN §4).
  const duty = due.due === 'forbidden' || (newest !== undefined && subject === null) ? 'none' : 'stands';
  const of: ActsOf = { place, caller, legal, duty };
  const acts = [...(await checksOf(trx, of)), ...(await decisionsOf(trx, of))].sort((a, b) => b.at.localeCompare(a.at));
  const label = await labelIn(trx, world, reading, newest);
  const [entry] = await world.register.append(trx, [
    {
      type: 'record.read',
      organisation: place.organisation,
      decisionPoint: place.decision_point,
      actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
      subject,
      case: { ...body.case, label: label ?? body.case.key },
      request: { observed: { read: 'history', acts: acts.length }, claimed: { origin: body.origin } },
      outcome: {
        class: 'history',
        // Whoever reads of this reading later is told no more than of the checks that it told of.
        records: await recordsTold(trx, acts),
        answerDigest: world.index.digest(canonicalBytes(acts as unknown as Json)),
      },
      ...(subject === null ? {} : { person: { read: 'history', acts } }),
      office: { purpose: place.decision_point, read: 'history' },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  return {
    entry: entry.id,
    readAt: entry.occurredAt,
    caseLabel: label,
    subject: subject && maskOf(subject),
    acts,
  };
}

async function countLookup(
  trx: Trx,
  world: World,
  { place, caller }: Reading,
  superiors: readonly string[],
): Promise<void> {
  const counter = { organisation: place.organisation, account: caller, now: world.clock.now() };
  const limits = await limitsOf(trx, [place.organisation, ...superiors]);
  if ((await count(trx, counter, 'lookups', 1)) > limits.lookups) throw new RequestProblem('lookups-exceeded');
}

async function subjectIn(trx: Trx, world: World, check: LoadedCheck): Promise<SubjectInFull | null> {
  if (await isSealedCheck(trx, check)) return null;
  try {
    return await openSubject(trx, world, check);
  } catch (error) {
    if (error instanceof DuecheckError && error.code === 'sealed-gone') return null;
    throw error;
  }
}

/** As people read it, from where it was kept first; a case that was decided on without a check has it there. */
async function labelIn(trx: Trx, world: World, { place }: Reading, check?: LoadedCheck): Promise<string | null> {
  if (check !== undefined) return (await openCase(trx, world, check.id, check)).label;
  const decision = await trx
    .selectFrom('decision')
    .select(['id', 'organisation', 'sealed_case', 'key_month'])
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .limit(1)
    .executeTakeFirst();
  return decision === undefined ? null : (await openCase(trx, world, decision.id, decision)).label;
}

async function recordsTold(trx: Trx, acts: CaseHistoryAnswer['acts']): Promise<string[]> {
  const told = acts.flatMap((act) => (act.kind === 'check' && act.outcome === 'findings' ? [act.entry] : []));
  if (told.length === 0) return [];
  const rows = await trx
    .selectFrom('shown_record')
    .select('record')
    .distinct()
    .where('entry', 'in', told)
    .orderBy('record')
    .execute();
  return rows.map(({ record }) => record);
}
