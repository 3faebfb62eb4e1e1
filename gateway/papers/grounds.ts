/**
 * What a proposed decision rests on today. Neither a check nor a decision keeps a record's text. What our own store holds is read and
 * assessed anew under the filters of a lookup, so that a notice never names what has ended since (DESIGN §1.6). What a
 * platform answered can only be read where it was sealed, in the check's RESULT; it is taken from there while a check of the case is
 * fresh, as a decision would be, and never where our own store knows that the record is over.
 */
import { type Assessment, assess, type ShownRecord } from '@duecheck/core/assess';
import type { CatalogueIndex, DecisionPoint } from '@duecheck/core/catalogue';
import { subjectOf } from '../checks/subject-of.ts';
import type { LegalTime } from '../clock.ts';
import { isFresh, type LoadedCheck, newestCheckOf } from '../decisions/load.ts';
import { RequestProblem } from '../http/problem.ts';
import { recordIdentity } from '../sources/merge.ts';
import { endedRecords, readOwnStore } from '../sources/own-store.ts';
import type { Trx } from '../store/database.ts';
import type { SubjectInFull } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { matterToday } from './matter-today.ts';
import { shownOutcome } from './shown-outcome.ts';
import { stillAllowed } from './still-allowed.ts';

export interface Grounds {
  /** Ids, in the order in which they ground. */
  readonly bases: readonly string[];
  readonly records: readonly ShownRecord[];
}

export interface Resting {
  /** The check that was decided on: nothing that came later completes a refusal (PROTOCOL, Decision). */
  readonly check: LoadedCheck;
  readonly taken: readonly string[];
  readonly row: DecisionPoint;
  readonly catalogue: CatalogueIndex;
  readonly subject: SubjectInFull;
  readonly legal: LegalTime;
}

/** One (measure, basis) with the records under it. */
interface Ground {
  readonly measure: string;
  readonly basis: string;
  readonly records: readonly ShownRecord[];
}

/**
 * @throws RequestProblem `ground-gone` where a measure that was proposed stands on nothing any more, `check-not-fresh` where what
 * it stands on came from a platform and has to be asked for again
 */
export async function groundsToday(trx: Trx, world: World, resting: Resting): Promise<Grounds> {
  const { check, taken } = resting;
  if (taken.length === 0) return { bases: [], records: [] };
  if (!(await stillAllowed(trx, check, resting.legal.today))) throw new RequestProblem('ground-gone');
  const offered = new Map(
    check.offers.filter(({ measure }) => taken.includes(measure)).map((offer) => [offer.measure, offer.records]),
  );
  const wanted = new Set([...offered.values()].flat());
  const ours = await idsInStore(trx, check, wanted);
  const theirs = new Set([...wanted].filter((id) => !ours.has(id)));
  const grounds = [
    ...(await assessedAnew(trx, world, resting, ours)),
    ...(theirs.size > 0 ? await heardFromPlatforms(trx, world, resting, theirs) : []),
  ]
    // What this very measure was offered on, and never a disputed record alone (DESIGN §1.7).
    .map((ground) => ({
      ...ground,
      records: ground.records.filter((r) => offered.get(ground.measure)?.includes(r.id)),
    }))
    .filter(({ records }) => records.some(({ state }) => state !== 'disputed'));
  if (taken.some((measure) => !grounds.some((ground) => ground.measure === measure))) {
    throw new RequestProblem('ground-gone');
  }
  const records = new Map(grounds.flatMap((ground) => ground.records.map((record) => [record.id, record] as const)));
  return { bases: [...new Set(grounds.map(({ basis }) => basis))], records: [...records.values()] };
}

/** Which of them our own store has, in whatever state: those are never taken from anywhere else. */
async function idsInStore(trx: Trx, check: LoadedCheck, wanted: ReadonlySet<string>): Promise<Set<string>> {
  if (wanted.size === 0) return new Set();
  const rows = await trx
    .selectFrom('credit_record')
    .select('id')
    .where('subject_key', '=', check.subject_key)
    .where('id', 'in', [...wanted])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function assessedAnew(
  trx: Trx,
  world: World,
  { check, row, catalogue, subject, legal }: Resting,
  wanted: ReadonlySet<string>,
): Promise<Ground[]> {
  const { today } = legal;
  const query = { subjectKey: check.subject_key, categories: row.shown, today };
  const { known, records } = await readOwnStore(trx, world, query);
  const matter = await matterToday(trx, check, catalogue, legal);
  if (matter === 'row-closed') return [];
  const assessment = assess({
    catalogue,
    decisionPoint: row,
    matter,
    subject: { type: known?.type ?? subjectOf(subject).type },
    records: records.filter(({ id }) => wanted.has(id)),
    completeness: 'partial',
    today,
  });
  return groundsOf(assessment);
}

async function heardFromPlatforms(
  trx: Trx,
  world: World,
  { check, legal }: Resting,
  wanted: ReadonlySet<string>,
): Promise<Ground[]> {
  const newest = await newestCheckOf(trx, check);
  if (newest === undefined || !isFresh(newest, legal)) throw new RequestProblem('check-not-fresh');
  const outcome = await shownOutcome(trx, world, newest);
  if (outcome.kind !== 'findings' && outcome.kind !== 'unknown') return [];
  const seen = outcome.kind === 'unknown' ? outcome.known : outcome;
  // A platform that did not answer has not said that a record is over (DESIGN §1.11).
  const unseen = [...wanted].some((id) => !seen.records.some((record) => record.id === id));
  if (outcome.kind === 'unknown' && unseen) throw new RequestProblem('check-not-fresh');
  // The same record may be over here by now, whatever the platform said then.
  const ended = await endedRecords(trx, world, { subjectKey: check.subject_key, today: legal.today });
  return groundsOf(seen).map((ground) => ({
    ...ground,
    records: ground.records.filter((record) => wanted.has(record.id) && !ended.has(recordIdentity(record))),
  }));
}

const groundsOf = ({ records, restrictions }: Pick<Assessment, 'records' | 'restrictions'>): Ground[] =>
  restrictions.flatMap(({ measure, grounds }) =>
    grounds.map(({ basis, records: ids }) => ({
      measure,
      basis,
      records: records.filter(({ id }) => ids.includes(id)),
    })),
  );
