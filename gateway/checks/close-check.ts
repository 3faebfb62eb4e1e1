/**
 * The second half of a check: records → assess → outcome. Nothing is written here but what the lookup itself changes (a
 * case let go); the RESULT follows in `finish-check.ts`, in the same transaction.
 */
import {
  assess,
  type CreditRecord,
  type IdentityMatch,
  type Outcome,
  type RefusalReason,
  refused,
  toOutcome,
} from '@duecheck/core/assess';
import { sameName } from '@duecheck/core/subject';
import { type CivilDate, nextWorkingDay } from '@duecheck/core/time';
import { stillAuthorised } from '../authority/authorisations.ts';
import { count } from '../authority/limits.ts';
import type { LegalTime } from '../clock.ts';
import { mergeRecords } from '../sources/merge.ts';
import { endedRecords, type KnownSubject, type OwnAnswer, readOwnStores } from '../sources/own-store.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Heard } from './ask-sources.ts';
import { releaseCase } from './case-subject.ts';
import type { Opened } from './open-check.ts';

/** Past this lag of the sequencer nothing new can be proven, so nothing is told (DESIGN §4). */
const MAX_LAG_SECONDS = 60;

export interface Closing {
  readonly opened: Opened;
  readonly heard: readonly Heard[];
  /** Of the closing transaction: the day may have turned while platforms were asked. */
  readonly legal: LegalTime;
}

export interface Conclusion {
  readonly outcome: Outcome;
  /** Last day of the first of the shown records to end; null where none does. */
  readonly lastDay: CivilDate | null;
}

const stopped = (reason: RefusalReason): Conclusion => ({ outcome: refused(reason), lastDay: null });

/** @returns in the order of the closings */
export async function concludeChecks(trx: Trx, world: World, closings: readonly Closing[]): Promise<Conclusion[]> {
  const known = await readOwnStores(
    trx,
    world,
    closings.map(({ opened, legal }) => ({
      subjectKey: opened.subjectKey,
      categories: opened.categories,
      today: legal.today,
    })),
  );
  const conclusions: Conclusion[] = [];
  for (const [at, closing] of closings.entries()) {
    conclusions.push(await conclude(trx, world, closing, known[at] as OwnAnswer));
  }
  return conclusions;
}

async function conclude(trx: Trx, world: World, closing: Closing, own: OwnAnswer): Promise<Conclusion> {
  const { opened, heard, legal } = closing;
  const { run, passed, place, subjectKey } = opened;
  const { authorisation, row } = passed;
  // A withdrawal works at once, also on a lookup that is under way (DESIGN §1.4).
  if (authorisation !== null && heard.length > 0 && !(await stillAuthorised(trx, authorisation.id, legal.today))) {
    return stopped('no-authorisation');
  }
  const identity = matchIdentity(run.subject.name, own.known, heard);
  if (identity === 'mismatch') {
    if (opened.bound === 'bound') await releaseCase(trx, place);
    const counter = { organisation: place.organisation, account: run.account, now: world.clock.now() };
    if (run.pace === 'single') await count(trx, counter, 'mismatches', 1);
    return stopped('identity-mismatch');
  }
  const behind = world.register.lagSeconds() > MAX_LAG_SECONDS;
  const missing = [...heard.flatMap((one) => (isMissing(one) ? [one.source] : [])), ...(behind ? ['register'] : [])];
  const completeness = missing.length === 0 ? ('complete' as const) : ('partial' as const);
  const theirs = heard.flatMap((one) => ('answer' in one && !isMissing(one) ? one.answer.records : []));
  const ended =
    theirs.length === 0 ? new Set<string>() : await endedRecords(trx, world, { subjectKey, today: legal.today });
  const records = behind ? [] : mergeRecords([...own.records, ...theirs], ended);
  const assessment = assess({
    catalogue: run.catalogue,
    decisionPoint: row,
    matter: passed.due.matter,
    subject: {
      type: own.known?.type ?? run.subject.type,
      ...(own.known?.establishedOn === undefined ? {} : { establishedOn: own.known.establishedOn }),
    },
    ...(authorisation === null ? {} : { authorised: authorisation.categories }),
    records,
    completeness,
    today: legal.today,
  });
  const dueBy = nextWorkingDay(legal.today, run.catalogue.catalogue.calendars);
  const picture = completeness === 'complete' ? { completeness, identity } : { completeness, missing, dueBy };
  return { outcome: toOutcome(assessment, picture), lastDay: lastDayOf(records, assessment.records) };
}

function lastDayOf(records: readonly CreditRecord[], shown: readonly { readonly id: string }[]): CivilDate | null {
  const ids = new Set(shown.map(({ id }) => id));
  const days = records.filter(({ id }) => ids.has(id)).flatMap((one) => [one.useUntil, one.retainUntil]);
  return days.filter((day) => day !== null).sort()[0] ?? null;
}

/**
 * A platform that says that name and number do not match has looked nobody up: where our own registry knows better, its
 * part of the picture is missing, which is never clear (DESIGN §1.11).
 */
const isMissing = (heard: Heard): boolean => 'fault' in heard || heard.answer.identity === 'mismatch';

/** Name AND number; the registered name itself never leaves (IDS §0.6). Our own registry first, then who else compared. */
export function matchIdentity(
  name: string,
  known: KnownSubject | null,
  heard: readonly Heard[],
): IdentityMatch | 'mismatch' {
  const same = known === null ? null : sameName(name, known.name);
  if (same === 'different') return 'mismatch';
  if (same === 'same') return 'confirmed';
  const theirs = heard.flatMap((one) => ('answer' in one ? [one.answer.identity] : []));
  // A possible name (a variant character) is a person's to confirm, whatever a platform makes of it (IDS §9).
  if (same === null && theirs.includes('mismatch')) return 'mismatch';
  return theirs.includes('confirmed') && !theirs.includes('mismatch') ? 'confirmed' : 'unconfirmed';
}
