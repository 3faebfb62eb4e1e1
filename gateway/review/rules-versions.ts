/** Versions of the rules: one of the office proposes, another one publishes; each stays, so that it can be said what was in force when. */
import type { Id, RULES_STATES, RulesAnswer, RulesVersion } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import type { EntryType } from '@duecheck/core/register';
import { ReviewRules, SHIPPED_RULES } from '@duecheck/core/review';
import { legalDateOf } from '@duecheck/core/time';
import type { Selectable } from 'kysely';
import { iso } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import { rootOf } from '../identity/organisations.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Tables, Trx } from '../store/database.ts';
import { openWords, sealWords } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { isSame } from './alert-row.ts';
import { rulesInForce, SHIPPED_VERSION } from './rules-in-force.ts';

type Row = Selectable<Tables['review_rules']>;
type State = (typeof RULES_STATES)[number];

const MOST_LISTED = 50;

/** Rules hold for the whole city. @throws RequestProblem `role-missing`. @returns the root */
export async function officeAtRoot(db: Database | Trx, world: World, caller: Account): Promise<string> {
  const root = await rootOf(db);
  const { today } = await world.legal(db);
  if (roleFor(await rolesOf(db, caller, today, root), ['office']) === null) throw new RequestProblem('role-missing');
  return root;
}

export async function listVersions(trx: Trx, world: World): Promise<RulesAnswer> {
  const { version: inForce } = await rulesInForce(trx);
  const rows = await trx.selectFrom('review_rules').selectAll().orderBy('version', 'desc').limit(MOST_LISTED).execute();
  const versions: RulesVersion[] = [];
  for (const row of rows) versions.push(await told(trx, world, row, inForce));
  return { inForce, versions: [...versions, shipped(inForce)] };
}

async function told(trx: Trx, world: World, row: Row, inForce: number): Promise<RulesVersion> {
  return {
    version: row.version,
    state: row.state === 'published' && row.version !== inForce ? 'past' : (row.state as State),
    rules: ReviewRules.parse(row.body),
    proposedAt: iso(row.proposed_at.getTime()),
    proposedBy: { iss: row.proposed_iss, sub: row.proposed_sub },
    reason: await reasonOf(trx, world, row),
    decidedAt: row.decided_at && iso(row.decided_at.getTime()),
    decidedBy:
      row.decided_iss === null || row.decided_sub === null ? null : { iss: row.decided_iss, sub: row.decided_sub },
  };
}

const shipped = (inForce: number): RulesVersion => ({
  version: SHIPPED_VERSION,
  state: inForce === SHIPPED_VERSION ? 'shipped' : 'past',
  rules: SHIPPED_RULES,
  ...{ proposedAt: null, proposedBy: null, reason: null, decidedAt: null, decidedBy: null },
});

async function reasonOf(trx: Trx, world: World, row: Row): Promise<string | null> {
  try {
    return await openWords(trx, world, row, wordsId(row.version), row.sealed_reason);
  } catch (error) {
    if (error instanceof DuecheckError && error.code === 'sealed-gone') return null;
    throw error;
  }
}

const wordsId = (version: number): string => `review-rules/${version}`;

interface Proposal {
  readonly caller: Account;
  readonly organisation: string;
  readonly rules: ReviewRules;
  readonly reason: string;
}

export async function propose(
  trx: Trx,
  world: World,
  { caller, organisation, rules, reason }: Proposal,
): Promise<void> {
  const newest = await trx
    .selectFrom('review_rules')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const version = (newest?.version ?? SHIPPED_VERSION) + 1;
  const entry = await register(trx, world, {
    type: 'review-rules.proposed',
    caller,
    organisation,
    version,
    rules,
    reason,
  });
  const key_month = legalDateOf(iso(world.clock.now())).slice(0, 7);
  const made = await trx
    .insertInto('review_rules')
    .values({
      ...{ version, state: 'proposed', organisation, key_month },
      body: JSON.stringify(rules),
      proposed_at: new Date(world.clock.now()),
      proposed_iss: caller.iss,
      proposed_sub: caller.sub,
      proposed_entry: entry,
      sealed_reason: await sealWords(trx, world, { organisation, key_month }, wordsId(version), reason),
      ...{ decided_at: null, decided_iss: null, decided_sub: null, decided_entry: null },
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .executeTakeFirst();
  // Somebody proposed at the same moment.
  if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) throw new RequestProblem('draft-changed');
}

const ENDS = {
  publish: { state: 'published', type: 'review-rules.published' },
  return: { state: 'returned', type: 'review-rules.returned' },
  withdraw: { state: 'withdrawn', type: 'review-rules.withdrawn' },
} as const satisfies Record<string, { state: State; type: EntryType }>;

interface Ending {
  readonly caller: Account;
  readonly organisation: string;
  readonly version: number;
  readonly step: keyof typeof ENDS;
  readonly reason: string | null;
}

/** @throws RequestProblem `not-found`, `draft-changed`: it is decided already; `same-person`; `role-missing`: another's to withdraw */
export async function endProposal(
  trx: Trx,
  world: World,
  { caller, organisation, version, step, reason }: Ending,
): Promise<void> {
  const row = await trx
    .selectFrom('review_rules')
    .selectAll()
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  if (row.state !== 'proposed') throw new RequestProblem('draft-changed');
  const own = isSame({ iss: row.proposed_iss, sub: row.proposed_sub }, caller);
  if (step === 'withdraw' && !own) throw new RequestProblem('role-missing');
  if (step !== 'withdraw' && own) throw new RequestProblem('same-person');
  const { state, type } = ENDS[step];
  const rules = ReviewRules.parse(row.body);
  const entry = await register(trx, world, { type, caller, organisation, version, rules, reason });
  await trx
    .updateTable('review_rules')
    .set({
      state,
      decided_at: new Date(world.clock.now()),
      decided_iss: caller.iss,
      decided_sub: caller.sub,
      decided_entry: entry,
    })
    .where('version', '=', version)
    .execute();
}

interface Registered extends Omit<Proposal, 'reason'> {
  readonly type: EntryType;
  readonly version: number;
  readonly reason: string | null;
}

async function register(
  trx: Trx,
  world: World,
  { type, caller, organisation, version, rules, reason }: Registered,
): Promise<Id<'ent'>> {
  const [entry] = await world.register.append(trx, [
    {
      type,
      organisation,
      decisionPoint: null,
      actor: { iss: caller.iss, sub: caller.sub, role: 'office', assurance: caller.assurance },
      subject: null,
      case: null,
      request: { observed: { version, rules } },
      outcome: null,
      office: { version, reason },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  return entry.id;
}
