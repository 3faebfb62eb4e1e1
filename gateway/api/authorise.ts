import { authorisableCategories, type CatalogueIndex, type DecisionPoint, whatIsDue } from '@duecheck/core/catalogue';
import { type AuthorisationRequest, newId } from '@duecheck/core/contract';
import { addTerm, type CivilDate } from '@duecheck/core/time';
import { authorisationAnswer } from '../authority/answer-authorisation.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import { rowOf } from '../lists/lists.ts';
import { sealSubject } from '../store/sealed.ts';
import { civilDate } from './notice.ts';

/** Ours: nobody signs away more than a year at a time; the storage principle of PIPL 19 says the shortest time. */
const LONGEST = { years: 1 };

/**
 * POST /v1/authorisations: what the person signed at the window. The document stays with the office; its digest, the
 * purpose, the organ, the categories, the time and the number of uses are registered (PIPL 14, 17; 浙江条例 19).
 */
export const authorise = defineCapability('authorise', async ({ world, caller, body, idempotencyKey }) => {
  const subject = subjectOf(body.subject);
  const catalogue = await world.lists.catalogue();
  const row = rowOf(catalogue, body.decisionPoint);
  const { organisation } = await world.lists.binding(body.origin, body.decisionPoint);
  return world.db.transaction().execute(async (trx) => {
    const legal = await world.legal(trx);
    const held = roleFor(await rolesOf(trx, caller, legal.today, organisation), DECIDERS, row.id);
    if (held === null) throw new RequestProblem('role-missing');
    const id = newId('aut', { now: world.clock.now(), random: world.random(16) });
    const claim = { organisation, account: caller, route: 'authorise', key: idempotencyKey, request: body };
    const before = await claimOnce(trx, world, claim, id);
    if (before !== null) return authorisationAnswer(trx, world, before, legal.today);

    const due = whatIsDue({
      catalogue,
      decisionPoint: row.id,
      organisation,
      subjectType: subject.type,
      now: iso(legal.instant),
    });
    if (due.due === 'forbidden' || !due.authority.needsAuthorisation) {
      throw new RequestProblem('row-needs-no-authorisation');
    }
    const categories = categoriesOf(row, catalogue, body.categories);
    const days = daysOf(body, legal.today);
    const subjectKey = world.index.subject(subject.kind, subject.number);
    const terms = { decisionPoint: row.id, categories, ...days, uses: body.uses, evidence: body.evidence };
    const [entry] = await world.register.append(trx, [
      {
        type: 'authorisation.given',
        organisation,
        decisionPoint: row.id,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: { kind: subject.kind, number: subject.number, name: subject.name },
        case: null,
        request: { observed: { authorisation: id, ...terms }, claimed: { origin: body.origin } },
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
        decision_point: row.id,
        subject_key: subjectKey,
        categories,
        valid_from: days.from,
        valid_until: days.until,
        uses_max: body.uses,
        uses: 0,
        evidence_kind: body.evidence.kind,
        evidence_digest: body.evidence.digest,
        given_on: days.givenOn,
        iss: caller.iss,
        sub: caller.sub,
        recorded_at: new Date(world.clock.now()),
        entry: entry.id,
        withdrawn_at: null,
        withdraw_entry: null,
        ...(await sealSubject(trx, world, subjectKey, id, subject)),
      })
      .execute();
    return authorisationAnswer(trx, world, id, legal.today);
  });
});

/** Only what the row itself may see; a row that sees what the person chooses must be told what that is. */
function categoriesOf(row: DecisionPoint, catalogue: CatalogueIndex, asked: readonly string[] | undefined): string[] {
  const choosable = authorisableCategories(row, catalogue.catalogue.categories);
  const own = [...row.shown, ...row.tested].filter((id) => catalogue.categories.get(id)?.polarity !== 'virtual');
  const wanted = asked ?? own;
  if (wanted.length === 0 || wanted.some((id) => !choosable.includes(id))) {
    throw new RequestProblem('categories-not-of-row', { errors: [{ pointer: '/categories', code: 'not-of-row' }] });
  }
  return [...new Set(wanted)].sort();
}

function daysOf(body: AuthorisationRequest, today: CivilDate) {
  const from = civilDate(body.from, '/from');
  const until = civilDate(body.until, '/until');
  const givenOn = civilDate(body.evidence.givenOn, '/evidence/givenOn');
  const wrong =
    until < from || until < today || until > addTerm(from, LONGEST)
      ? '/until'
      : givenOn > today || givenOn > from
        ? '/evidence/givenOn'
        : null;
  if (wrong !== null) throw new RequestProblem('invalid-body', { errors: [{ pointer: wrong, code: 'out-of-range' }] });
  return { from, until, givenOn };
}
