/**
 * The person agreed: authorisation, lookup and result, for the person alone. What is handed over afterwards, if anything, is
 * another press (DESIGN §6).
 */
import { equalBytes } from '@duecheck/core/bytes';
import type { DecisionPoint } from '@duecheck/core/catalogue';
import { type CheckAnswer, type HandedOver, type Id, newId } from '@duecheck/core/contract';
import { runCheck } from '../checks/run-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { RequestProblem } from '../http/problem.ts';
import { rowOf } from '../lists/lists.ts';
import type { Trx } from '../store/database.ts';
import { openCase, sealSubject } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { handedCategories } from './handed-categories.ts';
import { oneself, type Person, subjectIn } from './person.ts';
import { lockLive, type Session } from './sessions.ts';

export interface Consent {
  /** Id and version of the text that was shown. */
  readonly text: string;
  /** SHA-256 of it as it was shown, lower-case hex. */
  readonly digest: string;
}

export interface Agreed {
  readonly check: CheckAnswer;
  /** What the person may hand over; null where nothing is. */
  readonly offer: HandedOver | null;
}

/**
 * A second agreement in the same session is the same lookup again, registered as a replay: one session, one lookup.
 *
 * @throws RequestProblem `subject-mismatch` where the partner expects somebody else, somebody else agreed or has the case, `not-found`,
 *   `state-conflict` where the session is over, `partner-closed`
 */
export async function agree(world: World, session: string, person: Person, consent: Consent): Promise<Agreed> {
  const subject = subjectOf(person.subject);
  const catalogue = await world.lists.catalogue();
  return runCheck(world, {
    begin: async (trx) => {
      const row = await lockLive(trx, session, world.clock.now());
      const subjectKey = world.index.subject(subject.kind, subject.number);
      const other = [row.expect_subject, row.subject_key].some((key) => key !== null && !equalBytes(key, subjectKey));
      if (other) throw new RequestProblem('subject-mismatch');
      const legal = await world.legal(trx);
      const categories = handedCategories(rowOf(catalogue, row.decision_point), catalogue);
      const checkId = (row.check_id ?? newId('chk', { now: world.clock.now(), random: world.random(16) })) as Id<'chk'>;
      if (row.check_id === null) {
        await authorise(trx, world, { row, person, subjectKey, categories, consent, today: legal.today });
        await trx
          .updateTable('widget_session')
          .set({ state: 'open', subject_key: subjectKey, check_id: checkId })
          .where('id', '=', row.id)
          .execute();
      }
      const { partner: organisation, decision_point: decisionPoint } = row;
      return {
        run: {
          checkId,
          by: 'person' as const,
          flags: row.check_id === null ? [] : (['replay'] as const),
          account: person.account,
          held: [oneself(organisation)],
          superiors: [],
          request: {
            decisionPoint,
            origin: row.origin,
            case: await openCase(trx, world, row.id, { ...row, organisation }),
            subject: subjectIn(subject),
          },
          subject,
          binding: { organisation, decisionPoint, version: 0 },
          catalogue,
          legal,
          pace: 'single' as const,
        },
      };
    },
    end: async (trx, check, { run }) => {
      const offer = offerIn(check, rowOf(catalogue, run.request.decisionPoint).incentives);
      await trx
        .updateTable('widget_session')
        .set({ claims: offer === null ? null : JSON.stringify(offer) })
        .where('id', '=', session)
        .execute();
      return { check, offer };
    },
  });
}

interface Authorising {
  readonly row: Session;
  readonly person: Person;
  readonly subjectKey: Uint8Array;
  readonly categories: readonly string[];
  readonly consent: Consent;
  readonly today: string;
}

/** For this partner, this purpose, these categories, today, once (PIPL 14, 23). */
async function authorise(trx: Trx, world: World, authorising: Authorising): Promise<void> {
  const { row, person, subjectKey, categories, consent, today } = authorising;
  const { account, subject } = person;
  const id = newId('aut', { now: world.clock.now(), random: world.random(16) });
  const evidence = { kind: 'electronic', digest: consent.digest, givenOn: today } as const;
  const { partner: organisation, decision_point: decisionPoint } = row;
  const terms = { decisionPoint, categories: [...categories], from: today, until: today, uses: 1, evidence };
  const [entry] = await world.register.append(trx, [
    {
      type: 'authorisation.given',
      organisation,
      decisionPoint,
      actor: { iss: account.iss, sub: account.sub, role: 'person', assurance: account.assurance },
      subject,
      case: null,
      request: {
        observed: { authorisation: id, session: row.id, consent: consent.text, ...terms },
        claimed: { origin: row.origin },
      },
      outcome: null,
      person: { authorisation: id, organisation, ...terms },
      office: { authorisation: id },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx
    .insertInto('authorisation')
    .values({
      id,
      organisation,
      decision_point: decisionPoint,
      subject_key: subjectKey,
      categories: terms.categories,
      valid_from: today,
      valid_until: today,
      uses_max: 1,
      uses: 0,
      evidence_kind: evidence.kind,
      evidence_digest: evidence.digest,
      given_on: today,
      iss: account.iss,
      sub: account.sub,
      recorded_at: new Date(world.clock.now()),
      entry: entry.id,
      withdrawn_at: null,
      withdraw_entry: null,
      ...(await sealSubject(trx, world, subjectKey, id, subject)),
    })
    .execute();
}

/**
 * Good records alone, by their kinds: no text, no number of them, and nothing where anything is missing. A row that grants something
 * is for that; one that grants nothing (an enquiry with the person's authorisation) is for the kinds.
 */
function offerIn({ outcome }: CheckAnswer, { length: incentives }: DecisionPoint['incentives']): HandedOver | null {
  if (outcome.kind !== 'clear') return null;
  const categories = [...new Set(outcome.records.map(({ category }) => category))].sort();
  const benefits = [...new Set(outcome.incentives.map(({ measure }) => measure))].sort();
  const pointless = incentives > 0 && benefits.length === 0;
  return categories.length === 0 || pointless ? null : { categories, benefits };
}
