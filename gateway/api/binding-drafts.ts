import { lintSentence } from '@duecheck/core/binding/lint';
import type { DraftAnswer, DraftState, StepDraftRequest } from '@duecheck/core/contract';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { postsOf } from '../identity/posts.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { type DraftRow, isWriter, lockDraft, lookAtDraft, refuseFaults } from '../lists/drafts.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';

const MOST_LISTED = 200;

/** GET /v1/bindings/drafts */
export const drafts = defineCapability('drafts', async ({ world, caller }) => {
  const { today } = await world.legal(world.db);
  const posts = await postsOf(world.db, caller, today, ['office']);
  if (posts.length === 0) throw new RequestProblem('role-missing');
  const rows = await world.db
    .selectFrom('binding_draft')
    .selectAll()
    .where(
      'organisation',
      'in',
      posts.flatMap(({ organisations }) => organisations),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute();
  const mine = new Set(
    (
      await world.db
        .selectFrom('binding_draft_writer')
        .select('draft')
        .where('iss', '=', caller.iss)
        .where('sub', '=', caller.sub)
        .execute()
    ).map(({ draft }) => draft),
  );
  return { drafts: rows.map((row) => factsOf(row, mine.has(row.id))) };
});

/** GET /v1/bindings/drafts/{id} */
export const draft = defineCapability('draft', async ({ world, caller, params }) => {
  const row = await world.db
    .selectFrom('binding_draft')
    .selectAll()
    .where('id', '=', params.id as string)
    .executeTakeFirst();
  if (row === undefined || !(await mayIn(world.db, world, caller, row.organisation)))
    throw new RequestProblem('not-found');
  return answer(world.db, world, caller, row);
});

/** POST /v1/bindings/drafts. No entry: nobody is looked up, and nothing is in force yet. */
export const saveDraft = defineCapability('saveDraft', ({ world, caller, body }) =>
  world.db.transaction().execute(async (trx) => {
    if (!(await mayIn(trx, world, caller, body.organisation))) throw new RequestProblem('role-missing');
    const written = JSON.stringify(body.binding);
    const { id, organisation, revision } = body;
    const values = {
      state: 'draft',
      binding: nameIn(body.binding),
      version: null,
      body: written,
      reason: null,
      changed_at: new Date(world.clock.now()),
    };
    if (revision === 0) {
      const row = { id, organisation, revision: 1, ...values };
      const made = await trx
        .insertInto('binding_draft')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return again(trx, world, caller, body.id, 1, written);
      await signs(trx, id, caller);
      return answer(trx, world, caller, row);
    }
    const before = await trx.selectFrom('binding_draft').selectAll().where('id', '=', id).executeTakeFirst();
    if (before?.organisation !== organisation) throw new RequestProblem('not-found');
    if (before.revision === revision + 1) return again(trx, world, caller, id, before.revision, written);
    const row = await lockDraft(trx, id, revision, 'save');
    const next = { ...row, ...values, revision: revision + 1 };
    await trx
      .updateTable('binding_draft')
      .set({ ...values, revision: revision + 1 })
      .where('id', '=', id)
      .execute();
    await signs(trx, id, caller);
    return answer(trx, world, caller, next);
  }),
);

/** An answer was lost on its way: the same words make no second revision. */
async function again(trx: Trx, world: World, caller: Account, id: string, revision: number, written: string) {
  const row = await trx.selectFrom('binding_draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const same = row.revision === revision && row.body === written && row.state === 'draft';
  if (!same || !(await mayIn(trx, world, caller, row.organisation)) || !(await isWriter(trx, id, caller)))
    throw new RequestProblem('draft-changed');
  return answer(trx, world, caller, row);
}

/** POST /v1/bindings/drafts/{id}/step */
export const stepDraft = defineCapability('stepDraft', ({ world, caller, body, params }) =>
  world.db.transaction().execute(async (trx) => {
    const row = await lockDraft(trx, params.id as string, body.revision, body.step);
    const { today } = await world.legal(trx);
    const held = roleFor(await rolesOf(trx, caller, today, row.organisation), ['office']);
    if (held === null) throw new RequestProblem('not-found');
    const bySecond = body.step === 'approve' || body.step === 'return';
    if (bySecond && (await isWriter(trx, row.id, caller))) throw new RequestProblem('same-person');
    if (body.step === 'return' && body.reason === undefined)
      throw new RequestProblem('invalid-body', { errors: [{ pointer: '/reason', code: 'missing-key' }] });
    const next = { ...row, ...(await changesOf(world, row, body)) };
    await trx
      .updateTable('binding_draft')
      .set({
        state: next.state,
        version: next.version,
        body: next.body,
        reason: next.reason,
        changed_at: next.changed_at,
      })
      .where('id', '=', row.id)
      .execute();
    if (body.step === 'approve')
      await world.register.append(trx, [
        {
          type: 'binding.approved',
          organisation: row.organisation,
          decisionPoint: null,
          actor: { iss: caller.iss, sub: caller.sub, role: held.role, assurance: caller.assurance },
          subject: null,
          case: null,
          request: {
            draft: row.id,
            binding: next.binding,
            version: next.version,
            digest: world.index.digest(new TextEncoder().encode(next.body)),
          },
          outcome: null,
          office: {},
        },
      ]);
    return answer(trx, world, caller, next);
  }),
);

const STATES = {
  submit: 'submitted',
  approve: 'approved',
  return: 'returned',
  withdraw: 'withdrawn',
} as const satisfies Record<StepDraftRequest['step'], DraftState>;

/** What is approved is fixed with its version: signers get it word for word. */
async function changesOf(world: World, row: DraftRow, { step, reason }: StepDraftRequest) {
  const changed_at = new Date(world.clock.now());
  const changes = { state: STATES[step], reason: reason ?? null, changed_at };
  if (step !== 'submit' && step !== 'approve') return changes;
  const looked = await lookAtDraft(world, row);
  refuseFaults(looked);
  return { ...changes, version: Number(looked.body.version), body: JSON.stringify(looked.body) };
}

const signs = (trx: Trx, draft: string, { iss, sub }: Account) =>
  trx
    .insertInto('binding_draft_writer')
    .values({ draft, iss, sub })
    .onConflict((conflict) => conflict.columns(['draft', 'iss', 'sub']).doNothing())
    .execute();

async function mayIn(trx: Database | Trx, world: World, caller: Account, organisation: string): Promise<boolean> {
  const { today } = await world.legal(trx);
  return roleFor(await rolesOf(trx, caller, today, organisation), ['office']) !== null;
}

const nameIn = ({ id }: Readonly<Record<string, unknown>>): string | null =>
  typeof id === 'string' && id.length <= 80 ? id : null;

const factsOf = (row: DraftRow, mine: boolean) => ({
  ...{ id: row.id as DraftAnswer['id'], organisation: row.organisation, revision: row.revision },
  ...{ state: row.state as DraftState, name: row.binding ?? '', mine, reason: row.reason },
  changedAt: iso(row.changed_at.getTime()),
});

async function answer(trx: Database | Trx, world: World, caller: Account, row: DraftRow): Promise<DraftAnswer> {
  const { findings, inForce } = await lookAtDraft(world, row);
  return {
    ...factsOf(row, await isWriter(trx, row.id, caller)),
    binding: JSON.parse(row.body) as Record<string, unknown>,
    findings: findings.map((found) => ({
      ...{ code: found.code, severity: found.severity, path: found.path },
      sentence: lintSentence(found),
    })),
    inForce: inForce as Record<string, unknown> | null,
  };
}
