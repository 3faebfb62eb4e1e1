import { newId, type WidgetSessionRequest } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { keyOfNumber } from '../checks/subject-of.ts';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { accountOf, type Partner } from '../identity/partners.ts';
import { rowOf } from '../lists/lists.ts';
import type { Trx } from '../store/database.ts';
import { sealCase } from '../store/sealed.ts';
import { handedCategories } from '../widget/handed-categories.ts';
import { findSession, SESSION_MS, type Session, sessionId } from '../widget/sessions.ts';
import type { World } from '../world.ts';

/** POST /v1/widget/sessions. Nobody is looked up, so nothing is registered yet. */
export const openWidgetSession = defineCapability(
  'openWidgetSession',
  async ({ world, caller, body, idempotencyKey }) => {
    const catalogue = await world.lists.catalogue();
    const registered = caller.purposes.includes(body.decisionPoint) && caller.origins.includes(body.origin);
    if (!registered) throw new RequestProblem('purpose-unregistered');
    if (body.returnTo !== undefined && !caller.returnUrls.includes(withoutQuery(body.returnTo)))
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/returnTo', code: 'not-registered' }] });
    if (body.test !== undefined && !caller.tests)
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/test', code: 'no-test-partner' }] });
    if (handedCategories(rowOf(catalogue, body.decisionPoint), catalogue).length === 0)
      throw new RequestProblem('row-not-for-partners');
    return world.db.transaction().execute(async (trx) => {
      const id = newId('cs', { now: world.clock.now(), random: world.random(16) });
      const claim = {
        organisation: caller.id,
        account: accountOf(caller),
        route: 'open-widget-session',
        key: idempotencyKey,
        request: body,
      };
      const before = await claimOnce(trx, world, claim, id);
      if (before !== null) return answerOf(await findSession(trx, before));
      await countDay(trx, world, caller);
      await trx
        .insertInto('widget_session')
        .values(await valuesOf(trx, world, caller, id, body))
        .execute();
      return answerOf(await findSession(trx, id));
    });
  },
);

const answerOf = (row: Session) => ({ session: sessionId(row), expiresAt: iso(row.expires_at.getTime()) });

/** The query is the partner's own: which of its enquiries this is. */
const withoutQuery = (address: string): string => address.replace(/\?.*$/, '');

async function valuesOf(
  trx: Trx,
  world: World,
  { id: partner, tests }: Partner,
  id: string,
  body: WidgetSessionRequest,
) {
  const { decisionPoint, case: at, expectSubject } = body;
  const now = world.clock.now();
  return {
    id,
    partner,
    decision_point: decisionPoint,
    origin: body.origin,
    nonce: body.nonce,
    expect_subject: expectSubject === undefined ? null : keyOfNumber(world, expectSubject),
    case_key: world.index.case(partner, decisionPoint, at.key),
    part: at.part,
    ...(await sealCase(trx, world, partner, id, at)),
    opened_at: new Date(now),
    expires_at: new Date(now + SESSION_MS),
    state: 'waiting' as const,
    ends_at: null,
    return_to: body.returnTo ?? null,
    test: tests ? (body.test ?? ('offer' as const)) : null,
    subject_key: null,
    check_id: null,
    claims: null,
    jti: null,
    redeemed_at: null,
    redeemed_key: null,
  };
}

/** Counted under the partner's row: two servers at once do not share the last one. */
async function countDay(trx: Trx, world: World, { id, sessionsPerDay }: Partner): Promise<void> {
  await trx.selectFrom('partner').select('id').where('id', '=', id).forUpdate().execute();
  const midnight = new Date(`${legalDateOf(iso(world.clock.now()))}T00:00:00+08:00`);
  const { n } = await trx
    .selectFrom('widget_session')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('partner', '=', id)
    .where('opened_at', '>=', midnight)
    .executeTakeFirstOrThrow();
  if (n >= sessionsPerDay) throw new RequestProblem('sessions-exceeded');
}
