import type { CheckAnswer, Id } from '@duecheck/core/contract';
import type { CaseColumns } from '../decisions/load.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

type Outcome = CheckAnswer['outcome'];

/**
 * Whether the check that was owed is made now, or may not be made at all. `unknown`, a missing role and a quota leave it
 * owed: somebody else, or later; so does a name that does not fit its number, since nobody was checked.
 */
const ends = (outcome: Outcome): boolean =>
  outcome.kind === 'clear' ||
  outcome.kind === 'findings' ||
  (outcome.kind === 'refused' && (outcome.reason === 'no-duty' || outcome.reason === 'no-authorisation'));

/** What a person should look at again: it arrived after the decision. */
const asksForReview = (outcome: Outcome): boolean =>
  outcome.kind === 'findings' || (outcome.kind === 'refused' && outcome.reason === 'identity-mismatch');

/**
 * Settles what decisions on this case owe by this check, whoever made it and however it was asked for: the outbox, the owed
 * list, the page. What was found after a decision opens a review, once, and changes nothing by itself (DESIGN §5, Outage).
 *
 * @returns whether the outcome asks for a review
 */
export async function settleOwed(
  trx: Trx,
  world: World,
  at: { readonly place: CaseColumns; readonly check: CheckAnswer; readonly account: Account },
): Promise<boolean> {
  const { place, check, account } = at;
  const done = ends(check.outcome);
  const review = asksForReview(check.outcome);
  if (!done && !review) return false;
  const settled = await trx
    .updateTable('owed_check')
    .set({ ...(done ? { done_check: check.checkId } : {}), ...(review ? { review } : {}) })
    .where('done_check', 'is', null)
    .where((eb) => (done ? eb.lit(true) : eb('review', '=', false)))
    .where('decision_id', 'in', (eb) =>
      eb
        .selectFrom('decision')
        .select('id')
        .where('organisation', '=', place.organisation)
        .where('decision_point', '=', place.decision_point)
        .where('case_key', '=', place.case_key)
        .where('part', '=', place.part),
    )
    .returning('decision_id')
    .execute();
  if (!review || settled.length === 0) return review;
  await world.register.append(
    trx,
    settled.map(({ decision_id }) => ({
      type: 'review.opened',
      organisation: place.organisation,
      decisionPoint: check.decisionPoint,
      actor: { iss: account.iss, sub: account.sub, role: 'clerk', assurance: account.assurance },
      subject: null,
      case: check.case,
      request: { why: check.outcome.kind, check: check.checkId },
      outcome: null,
      checkId: check.checkId,
      decisionId: decision_id as Id<'dec'>,
      office: { why: check.outcome.kind },
    })),
  );
  return true;
}
