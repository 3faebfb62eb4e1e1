/**
 * Some members of a batch, each checked as one person would be: the gate, INTENT, records, RESULT (DESIGN §3.3). With the own
 * store alone all of it is one transaction; where a platform is asked, the INTENTs commit first. What is kept of a member
 * stands in the transaction of its RESULT, so that a run that died goes on where it stood.
 */
import type { Binding } from '@duecheck/core/binding';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { type CheckAnswer, type Id, newId } from '@duecheck/core/contract';
import { askSources, type Heard } from '../checks/ask-sources.ts';
import type { CheckFlag, CheckRun } from '../checks/check-run.ts';
import { concludeChecks } from '../checks/close-check.ts';
import { type Ending, endingOf, finishChecks } from '../checks/finish-check.ts';
import { type Foreign, type Opened, openChecks, type Refusal } from '../checks/open-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { failPoint } from '../fail-points.ts';
import { superiorsOf } from '../identity/organisations.ts';
import type { Held } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type BatchRow, lockBatch } from './batch-row.ts';
import type { Checked } from './checked.ts';
import type { OpenMember } from './members.ts';
import { settleMembers } from './settle-members.ts';
import { foundOf } from './told.ts';

export interface Members {
  /** Whose lookups these are, with the roles of this moment. */
  readonly account: Account;
  readonly held: readonly Held[];
  readonly binding: Binding;
  readonly catalogue: CatalogueIndex;
  readonly flags: readonly CheckFlag[];
  /** `row.begun`: a check that died between INTENT and RESULT, to be made again as the same one. */
  readonly members: readonly OpenMember[];
}

export interface LookUp<Kept> {
  /** Whom to look up, in the transaction of the INTENTs; null: nobody. */
  readonly begin: (trx: Trx, batch: BatchRow) => Promise<Members | null>;
  /** Before platforms are asked, in the transaction of the INTENTs. */
  readonly asking: (trx: Trx, begun: readonly (readonly [OpenMember, Id<'chk'>])[]) => Promise<void>;
  /** In the transaction of the RESULTs. */
  readonly end: (trx: Trx, batch: BatchRow, checked: readonly Checked[]) => Promise<Kept>;
}

/**
 * Every transaction holds the batch first, so that its runner, a download and somebody who pauses it come one after the
 * other and never wait for each other in a ring.
 *
 * @returns what `end` kept; null where there was nobody to look up
 */
export async function lookUp<Kept>(
  world: World,
  batchId: string,
  { begin, asking, end }: LookUp<Kept>,
): Promise<Kept | null> {
  const first = await world.db.transaction().execute(async (trx) => {
    const batch = await lockBatch(trx, batchId);
    const all = await begin(trx, batch);
    if (all === null) return { done: null };
    const begun = await openAll(trx, world, batch, all);
    if (!begun.some(({ check }) => check.kind === 'opened' && check.sources.length > 0)) {
      return { done: await closeAll(trx, world, batch, { all, begun, end }) };
    }
    await asking(
      trx,
      begun.flatMap(({ member, check }) => (check.kind === 'opened' ? [[member, check.run.checkId] as const] : [])),
    );
    return { all, begun };
  });
  if ('done' in first) {
    failPoint('batch.after-chunk-commit');
    return first.done;
  }
  failPoint('batch.intents-committed');
  const { all } = first;
  const begun = await Promise.all(
    first.begun.map(async (one) =>
      one.check.kind === 'opened' ? { ...one, heard: await askSources(one.check) } : one,
    ),
  );
  const kept = await world.db
    .transaction()
    .execute(async (trx) => closeAll(trx, world, await lockBatch(trx, batchId), { all, begun, end }));
  failPoint('batch.after-chunk-commit');
  return kept;
}

interface Begun {
  readonly member: OpenMember;
  readonly check: Opened | Refusal | Foreign;
  readonly intent: AppendedEntry | null;
  readonly heard: readonly Heard[];
}

async function openAll(trx: Trx, world: World, batch: BatchRow, all: Members): Promise<Begun[]> {
  const now = { legal: await world.legal(trx), superiors: await superiorsOf(trx, batch.organisation) };
  const runs = all.members.map((member) => ({ ...now, ...runOf(world, batch, all, member) }));
  const checks = await openChecks(trx, world, runs);
  const opened = checks.filter((check) => check.kind === 'opened');
  const entries = await world.register.append(
    trx,
    opened.map(({ intent }) => intent),
  );
  const intents = new Map(opened.map((check, at) => [check, entries[at] as AppendedEntry]));
  return checks.map((check, at) => ({
    member: all.members[at] as OpenMember,
    check,
    intent: check.kind === 'opened' ? (intents.get(check) as AppendedEntry) : null,
    heard: [],
  }));
}

function runOf(
  world: World,
  batch: BatchRow,
  { account, held, binding, catalogue, flags }: Members,
  { row, subject, case: of }: OpenMember,
): Omit<CheckRun, 'legal' | 'superiors'> {
  const begun = row.begun as Id<'chk'> | null;
  return {
    checkId: begun ?? newId('chk', { now: world.clock.now(), random: world.random(16) }),
    account,
    held,
    request: {
      decisionPoint: batch.decision_point,
      case: of,
      ...(row.matter === null ? {} : { matter: row.matter }),
      round: batch.round,
      subject,
      origin: batch.origin,
    },
    subject: subjectOf(subject),
    binding,
    catalogue,
    flags: begun === null ? flags : [...flags, 'replay'],
    by: 'office',
    pace: 'batch',
  };
}

async function closeAll<Kept>(
  trx: Trx,
  world: World,
  batch: BatchRow,
  { all, begun, end }: { all: Members; begun: readonly Begun[]; end: LookUp<Kept>['end'] },
): Promise<Kept> {
  const legal = await world.legal(trx);
  const opened = begun.flatMap(({ check, heard }) =>
    check.kind === 'opened' ? [{ opened: check, heard, legal }] : [],
  );
  const conclusions = await concludeChecks(trx, world, opened);
  const conclusionOf = new Map(opened.map((one, at) => [one.opened, conclusions[at]]));
  const endings = begun.flatMap(({ check, heard, intent }): Ending[] => {
    if (check.kind === 'foreign') return [];
    if (check.kind === 'refused') return [endingOf(check)];
    const conclusion = conclusionOf.get(check);
    if (conclusion === undefined) throw new Error('nothing was concluded');
    return [{ check, conclusion, heard, intent, legal }];
  });
  const answers = await finishChecks(trx, world, endings);
  const answerOf = new Map(endings.map(({ check }, at) => [check, answers[at] as CheckAnswer]));
  const checked = begun.map(({ member, check }): Checked => {
    const answer = check.kind === 'foreign' ? null : (answerOf.get(check) ?? null);
    return { member, answer, ...foundOf(world, answer) };
  });
  await settleMembers(trx, world, { batch, account: all.account }, checked);
  const kept = await end(trx, batch, checked);
  failPoint('batch.before-chunk-commit');
  return kept;
}
