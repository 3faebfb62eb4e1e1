/**
 * Bindings on their way to the signers. Who wrote any part of one cannot approve it, and what changed after the approval is
 * not approved: both are decided under the row's lock.
 */
import { Binding } from '@duecheck/core/binding';
import { type LintFinding, lintBindings } from '@duecheck/core/binding/lint';
import type { DraftState } from '@duecheck/core/contract';
import { RequestProblem } from '../http/problem.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Tables, Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { withBindings } from './next-bindings.ts';

export type DraftRow = Tables['binding_draft'];
export type Writer = Pick<Account, 'iss' | 'sub'>;

/** Steps that a draft may take in each state; what is published or withdrawn takes none. */
const MAY = {
  save: ['draft', 'submitted', 'returned', 'approved'],
  submit: ['draft', 'returned'],
  approve: ['submitted'],
  return: ['submitted'],
  withdraw: ['draft', 'submitted', 'returned', 'approved'],
} as const satisfies Record<string, readonly DraftState[]>;

/** @throws RequestProblem `not-found`; `draft-changed` where somebody else was quicker, or it is past this step */
export async function lockDraft(trx: Trx, id: string, revision: number, step: keyof typeof MAY): Promise<DraftRow> {
  const row = await trx.selectFrom('binding_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  const may: readonly string[] = MAY[step];
  if (row.revision !== revision || !may.includes(row.state)) throw new RequestProblem('draft-changed');
  return row;
}

export const isWriter = async (trx: Database | Trx, draft: string, { iss, sub }: Writer): Promise<boolean> =>
  (await trx
    .selectFrom('binding_draft_writer')
    .select('draft')
    .where('draft', '=', draft)
    .where('iss', '=', iss)
    .where('sub', '=', sub)
    .executeTakeFirst()) !== undefined;

export interface Looked {
  readonly inForce: Binding | null;
  /** The draft with the version that it would get. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly findings: readonly LintFinding[];
}

/** The linter's findings, beside what is in force. */
export async function lookAtDraft(world: World, { body, organisation }: DraftRow): Promise<Looked> {
  const written = JSON.parse(body) as Record<string, unknown>;
  const listed = await world.lists.listed();
  const versions = listed.filter(({ id }) => id === written.id).sort((a, b) => b.version - a.version);
  const inForce = versions[0] ?? null;
  const next = { ...written, version: (inForce?.version ?? 0) + 1 };
  const parsed = Binding.safeParse(next);
  const catalogue = await world.lists.catalogue();
  const raw = parsed.success ? withBindings(listed, [parsed.data]) : [next];
  const name = parsed.success ? parsed.data.id : null;
  const findings = lintBindings(raw, { catalogue }).filter(({ binding }) => name === null || binding === name);
  return { inForce, body: next, findings: [...findings, ...(strays(written, organisation) ? [ELSEWHERE] : [])] };
}

/** Approved in one organ's name, it would be in force in another's. */
const strays = (body: Readonly<Record<string, unknown>>, organisation: string): boolean =>
  body.organisation !== undefined && body.organisation !== organisation;
const ELSEWHERE: LintFinding = {
  binding: '#1',
  code: 'wrong-shape',
  severity: 'error',
  path: '/organisation',
  facts: { where: 'organisation', problem: 'must be the draft’s own' },
};

/** @throws RequestProblem `draft-faulty` with a place for each error */
export function refuseFaults({ findings }: Looked): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new RequestProblem('draft-faulty', { errors: errors.map(({ path, code }) => ({ pointer: path, code })) });
}

/** What is approved and not yet signed, in the order of approval. */
export async function approvedBindings(db: Database | Trx): Promise<Binding[]> {
  const rows = await db
    .selectFrom('binding_draft')
    .select('body')
    .where('state', '=', 'approved')
    .orderBy('changed_at')
    .execute();
  return rows.map(({ body }) => Binding.parse(JSON.parse(body)));
}

/** Those that a published list holds word for word are over. */
export async function endPublished(trx: Trx, bindings: readonly Binding[], now: number): Promise<void> {
  const rows = await trx.selectFrom('binding_draft').selectAll().where('state', '=', 'approved').forUpdate().execute();
  // Also for some browsers at first: the signers have it then.
  const published = new Set(bindings.map(({ rollout: _, ...binding }) => JSON.stringify(binding)));
  const over = rows.filter(({ body }) => published.has(JSON.stringify(Binding.parse(JSON.parse(body)))));
  if (over.length === 0) return;
  await trx
    .updateTable('binding_draft')
    .set({ state: 'published', changed_at: new Date(now) })
    .where(
      'id',
      'in',
      over.map(({ id }) => id),
    )
    .execute();
}
