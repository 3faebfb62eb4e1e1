import { newId, type Role } from '@duecheck/core/contract';
import { type ReleaseRow, releaseAnswer, stateOf } from '../authority/answer-release.ts';
import { ASKED_MS, GIVEN_MS } from '../authority/releases.ts';
import type { CaseColumns } from '../decisions/load.ts';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { RequestProblem } from '../http/problem.ts';
import { subtreesOf } from '../identity/organisations.ts';
import { conflicted, DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { rowOf } from '../lists/lists.ts';
import type { Trx } from '../store/database.ts';
import { openCase, sealCase, sealWords } from '../store/sealed.ts';

/** POST /v1/releases */
export const askRelease = defineCapability('askRelease', async ({ world, caller, body, idempotencyKey }) => {
  const row = rowOf(await world.lists.catalogue(), body.decisionPoint);
  const { organisation } = await world.lists.binding(body.origin, body.decisionPoint);
  if (body.kind === 'second-person' && row.release !== 'second-person') throw new RequestProblem('state-conflict');
  return world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const held = roleFor(await rolesOf(trx, caller, today, organisation), DECIDERS, row.id);
    if (held === null) throw new RequestProblem('role-missing');
    const id = newId('rel', { now: world.clock.now(), random: world.random(16) });
    const claim = { organisation, account: caller, route: 'ask-release', key: idempotencyKey, request: body };
    const before = await claimOnce(trx, world, claim, id);
    if (before !== null) return releaseAnswer(trx, world, await load(trx, before), caller);

    const place = {
      organisation,
      decision_point: row.id,
      case_key: world.index.case(organisation, row.id, body.case.key),
      part: body.case.part,
    };
    const attempt = await attemptIn(trx, place, caller);
    if (body.kind === 'second-person' && attempt === undefined) {
      throw new RequestProblem('state-conflict', { detail: 'Check first: the refused attempt says about whom.' });
    }
    const [entry] = await world.register.append(trx, [
      {
        type: 'release.asked',
        organisation,
        decisionPoint: row.id,
        actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
        subject: null,
        case: body.case,
        request: { observed: { release: id, kind: body.kind }, claimed: { origin: body.origin } },
        outcome: null,
        flags: [body.kind],
        office: { release: id, kind: body.kind, reason: body.reason },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    const now = world.clock.now();
    const sealedCase = await sealCase(trx, world, organisation, id, body.case);
    await trx
      .insertInto('release')
      .values({
        id,
        kind: body.kind,
        ...place,
        subject_key: attempt?.subject_key ?? null,
        origin: body.origin,
        iss: caller.iss,
        sub: caller.sub,
        asked_at: new Date(now),
        asked_entry: entry.id,
        answer: null,
        answer_iss: null,
        answer_sub: null,
        answered_at: null,
        answer_entry: null,
        valid_until: new Date(now + ASKED_MS),
        used_by: null,
        legal_date: today,
        ...sealedCase,
        sealed_reason: await sealWords(trx, world, { organisation, ...sealedCase }, id, body.reason),
      })
      .execute();
    return releaseAnswer(trx, world, await load(trx, id), caller);
  });
});

/** The caller's last attempt in this case: what the second person lets through is a lookup about that person. */
const attemptIn = (trx: Trx, place: CaseColumns, caller: Account) =>
  trx
    .selectFrom('credit_check')
    .select('subject_key')
    .where('organisation', '=', place.organisation)
    .where('decision_point', '=', place.decision_point)
    .where('case_key', '=', place.case_key)
    .where('part', '=', place.part)
    .where('iss', '=', caller.iss)
    .where('sub', '=', caller.sub)
    .orderBy('checked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

const ANSWERERS: readonly Role[] = ['reviewer'];

/** GET /v1/releases: what waits for the caller as the second person, and what the caller asked for. */
export const releases = defineCapability('releases', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx) => {
    const { today } = await world.legal(trx);
    const held = await rolesOf(trx, caller, today, null);
    const nodes = conflicted(held)
      ? []
      : held.filter(({ role }) => ANSWERERS.includes(role)).map((h) => h.organisation);
    const organisations = (await subtreesOf(trx, nodes)).map(({ id }) => id);
    const now = world.clock.now();
    const rows = await trx
      .selectFrom('release')
      .selectAll()
      .where('asked_at', '>', new Date(now - ASKED_MS))
      .where((eb) =>
        eb.or([
          eb.and([eb('iss', '=', caller.iss), eb('sub', '=', caller.sub)]),
          ...(organisations.length === 0
            ? []
            : [eb.and([eb('answer', 'is', null), eb('organisation', 'in', organisations)])]),
        ]),
      )
      .orderBy('asked_at')
      .limit(200)
      .execute();
    const told = [];
    for (const row of rows) {
      const mine = row.iss === caller.iss && row.sub === caller.sub;
      // A role may be for some decision points only.
      const may = mine || roleFor(await rolesOf(trx, caller, today, row.organisation), ANSWERERS, row.decision_point);
      if (may && (mine || stateOf(row, now) === 'asked')) told.push(await releaseAnswer(trx, world, row, caller));
    }
    return { releases: told };
  }),
);

/** POST /v1/releases/{id}/answer: a given one is good for an hour and one use, by whoever asked. */
export const answerRelease = defineCapability(
  'answerRelease',
  async ({ world, caller, body, params, idempotencyKey }) =>
    world.db.transaction().execute(async (trx) => {
      const { today } = await world.legal(trx);
      const row = await load(trx, params.id ?? '');
      const held = roleFor(await rolesOf(trx, caller, today, row.organisation), ANSWERERS, row.decision_point);
      if (held === null) throw new RequestProblem('not-found');
      if (row.iss === caller.iss && row.sub === caller.sub) throw new RequestProblem('same-person');
      const { organisation, id } = row;
      const claim = {
        organisation,
        account: caller,
        route: `answer-release/${id}`,
        key: idempotencyKey,
        request: body,
      };
      if ((await claimOnce(trx, world, claim, id)) !== null) return releaseAnswer(trx, world, row, caller);
      const now = world.clock.now();
      if (stateOf(row, now) !== 'asked') throw new RequestProblem('state-conflict');
      const [entry] = await world.register.append(trx, [
        {
          type: body.answer === 'give' ? 'release.given' : 'release.refused',
          organisation,
          decisionPoint: row.decision_point,
          actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
          subject: null,
          case: await openCase(trx, world, id, row),
          request: { observed: { release: id, kind: row.kind, askedBy: row.sub }, claimed: {} },
          outcome: null,
          flags: [row.kind],
          office: { release: id, kind: row.kind, reason: body.reason },
        },
      ]);
      if (entry === undefined) throw new Error('append gave no entry');
      await trx
        .updateTable('release')
        .set({
          answer: body.answer,
          answer_iss: caller.iss,
          answer_sub: caller.sub,
          answered_at: new Date(now),
          answer_entry: entry.id,
          valid_until: new Date(now + GIVEN_MS),
        })
        .where('id', '=', id)
        .execute();
      return releaseAnswer(trx, world, await load(trx, id), caller);
    }),
);

/** Locked, so that two answers at once become one after the other. @throws RequestProblem `not-found` */
async function load(trx: Trx, id: string): Promise<ReleaseRow> {
  const row = await trx.selectFrom('release').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  return row;
}
