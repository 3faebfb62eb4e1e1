/** One change in a record's life: the record, what it touches, and its entry, in one transaction. */
import type { RecordState } from '@duecheck/core/assess';
import type { EntryType } from '@duecheck/core/register';
import { type CivilDate, nextWorkingDay, type WorkingCalendar } from '@duecheck/core/time';
import type { Selectable, Updateable } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { subjectKeyOf } from '../intake/records.ts';
import type { EntryDraft } from '../register/entry-draft.ts';
import { recordsKey, type SealedRecord } from '../sources/own-store.ts';
import type { Trx } from '../store/database.ts';
import { type SubjectInFull, unseal } from '../store/sealed.ts';
import type { HouseTables } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import { outdateChecks, restingOn } from './affected.ts';

type StoredRecord = Selectable<HouseTables['credit_record']>;

/** What a later delivery says of the same record. */
export interface NewContent {
  readonly columns: Updateable<HouseTables['credit_record']> & { readonly use_until: string | null };
  /** `noted`: only when and to whom it was reported, on which nothing rests. */
  readonly what: 'noted' | 'removed' | 'corrected';
  /** Names of what differs; they hold no data. */
  readonly differences: readonly string[];
  /** SHA-256 of the file, hexadecimal. */
  readonly file: string;
}

export interface StateChange {
  readonly changeId: string;
  readonly record: StoredRecord;
  readonly to: RecordState;
  readonly disputeDueBy: CivilDate | null;
  readonly document: string;
  readonly reason: string;
  readonly legal: LegalTime;
  readonly organisation: string;
  readonly actor: EntryDraft['actor'];
  readonly calendars: readonly WorkingCalendar[];
  readonly content?: NewContent;
}

/** States that end a record for every use: measures that rested on it are to be lifted (Order 36, from 2026-04-01). */
const ENDED: readonly RecordState[] = ['repaired', 'withdrawn', 'sealed'];

export async function changeState(trx: Trx, world: World, change: StateChange): Promise<void> {
  const { record, to, legal, reason, content } = change;
  const from = record.state as RecordState;
  // Of what was sealed before: the new content may name the person otherwise.
  const subject = await subjectOfRecord(trx, world, record);
  await trx
    .updateTable('credit_record')
    .set({ ...content?.columns, state: to, dispute_due_by: to === 'disputed' ? change.disputeDueBy : null })
    .where('id', '=', record.id)
    .execute();
  const lookAgain = content?.what === 'noted' ? 0 : await outdateChecks(trx, record.id);
  const toLift = ENDED.includes(to) || endsUse(change) ? await listMeasures(trx, change) : 0;

  const [entry] = await world.register.append(trx, [
    {
      type: entryType(from, to),
      organisation: change.organisation,
      decisionPoint: null,
      actor: change.actor,
      subject,
      case: null,
      request: { record: record.id, from, to, document: change.document, lookAgain, toLift, ...saidIn(content) },
      outcome: null,
      ...(subject === null ? {} : { person: { record: record.id, from, to, reason } }),
      office: { record: record.id, reason },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx
    .insertInto('record_change')
    .values({
      id: change.changeId,
      record: record.id,
      state_before: from,
      state_after: to,
      changed_on: legal.today,
      entry: entry.id,
      look_again: lookAgain,
      to_lift: toLift,
    })
    .execute();
}

const saidIn = (content: NewContent | undefined): object =>
  content === undefined ? {} : { what: content.what, differences: content.differences, file: content.file };

/** Its use was running, and with this content it is over. */
const endsUse = ({ record, content, legal }: StateChange): boolean =>
  content !== undefined && !isOver(record.use_until, legal.today) && isOver(content.columns.use_until, legal.today);

const isOver = (useUntil: string | null, today: CivilDate): boolean => useUntil !== null && useUntil < today;

/** Owner and due date of each measure that loses its ground: one working day (LIMITS, repair). @returns how many */
async function listMeasures(trx: Trx, { record, legal, calendars }: StateChange): Promise<number> {
  const resting = await restingOn(trx, record.id, legal.today);
  for (const { decisionId, organisation, decisionPoint, measure } of resting) {
    await trx
      .insertInto('measure_to_lift')
      .values({
        decision_id: decisionId,
        measure,
        record: record.id,
        organisation,
        decision_point: decisionPoint,
        since: legal.today,
        due_by: nextWorkingDay(legal.today, calendars),
        lifted_at: null,
        lift_entry: null,
      })
      .onConflict((conflict) => conflict.columns(['decision_id', 'measure']).doNothing())
      .execute();
  }
  return resting.length;
}

async function subjectOfRecord(trx: Trx, world: World, record: StateChange['record']) {
  const key = recordsKey(record.subject_key, record.key_year);
  const sealed = await unseal<SealedRecord & { subject: SubjectInFull }>(
    trx,
    world,
    key,
    `record/${record.id}`,
    record.sealed,
  );
  const index = subjectKeyOf(sealed.subject);
  return index === null ? null : { ...index, name: sealed.subject.name };
}

/** An objection is filed by marking a record as disputed; whatever ends the dispute decides it. */
function entryType(from: RecordState, to: RecordState): EntryType {
  if (from === to) return 'correction';
  if (to === 'disputed') return 'objection.filed';
  if (to === 'repaired') return 'repair.decided';
  if (to === 'sealed') return 'seal';
  return from === 'disputed' ? 'objection.decided' : 'correction';
}
