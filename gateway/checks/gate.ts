/** The gate before any lookup: role, duty or authorisation, how much, a second person. What it refuses is registered. */
import type { RefusalReason } from '@duecheck/core/assess';
import { type DecisionPoint, type DueAnswer, whatIsDue } from '@duecheck/core/catalogue';
import type { Role } from '@duecheck/core/contract';
import { findAuthorisation, type LiveAuthorisation, useAuthorisation } from '../authority/authorisations.ts';
import { count, countedToday, limitsOf } from '../authority/limits.ts';
import { findRelease, useRelease } from '../authority/releases.ts';
import { iso } from '../clock.ts';
import type { CaseColumns } from '../decisions/load.ts';
import { conflicted, DECIDERS, type Held, roleFor } from '../identity/roles.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { CheckRun } from './check-run.ts';

export interface Passed {
  readonly pass: true;
  readonly role: Role;
  readonly due: Exclude<DueAnswer, { due: 'forbidden' }>;
  /** The row as far as this lookup may see it: what the person allowed, where it rests on that. */
  readonly row: DecisionPoint;
  readonly authorisation: LiveAuthorisation | null;
  readonly flags: readonly 'break-glass'[];
}

export interface Stopped {
  readonly pass: false;
  readonly role: Role | null;
  readonly refusal: Exclude<RefusalReason, 'identity-mismatch'>;
}

/** @param place the case; its key is what a second person's release is for */
export async function gate(trx: Trx, world: World, run: CheckRun, place: CaseColumns): Promise<Passed | Stopped> {
  const { request, binding, legal } = run;
  const held = roleFor(run.held, run.by === 'person' ? ['person'] : DECIDERS, binding.decisionPoint);
  if (held === null) return { pass: false, refusal: 'role', role: roleOf(run.held) };
  const { role } = held;
  const due = whatIsDue({
    catalogue: run.catalogue,
    decisionPoint: binding.decisionPoint,
    organisation: binding.organisation,
    superiors: run.superiors,
    subjectType: run.subject.type,
    now: iso(legal.instant),
    // The host's code; it becomes a matter through the catalogue's service items, never through the binding.
    ...(request.matter === undefined ? {} : { matter: request.matter }),
  });
  if (due.due === 'forbidden') return { pass: false, refusal: 'no-duty', role };
  const over = await overLimit(trx, world, run);
  const release = releaseOf(world, run, place);
  // An urgent case may go past a limit; never past a missing duty or authorisation (DESIGN §1.4).
  const broken = over ? await findRelease(trx, { ...release, kind: 'break-glass' }) : null;
  if (over && broken === null) return { pass: false, refusal: 'quota', role };
  // An unconfirmed duty asks for authorisation, which the person gives; none given is no bad sign.
  const asks = due.authority.needsAuthorisation;
  const authorisation = asks ? await findAuthorisation(trx, lookupOf(world, run)) : null;
  if (asks && authorisation === null) return { pass: false, refusal: 'no-authorisation', role };
  const asksTwo = due.row.release === 'second-person';
  const released = asksTwo ? await findRelease(trx, { ...release, kind: 'second-person' }) : null;
  if (asksTwo && released === null) return { pass: false, refusal: 'release', role };
  // Used up together, now that nothing refuses any more.
  if (authorisation !== null) await useAuthorisation(trx, authorisation.id, run.checkId, world.clock.now());
  for (const id of [broken, released]) if (id !== null) await useRelease(trx, id, run.checkId);
  return {
    pass: true,
    role,
    due,
    row: authorisation === null ? due.row : narrowed(due.row, authorisation.categories),
    authorisation,
    flags: broken === null ? [] : ['break-glass'],
  };
}

const roleOf = (held: readonly Held[]): Role | null => (conflicted(held) ? null : (held[0]?.role ?? null));

const releaseOf = (world: World, run: CheckRun, place: CaseColumns) => ({
  place,
  account: run.account,
  subjectKey: world.index.subject(run.subject.kind, run.subject.number),
  usedBy: run.checkId,
  now: world.clock.now(),
});

const lookupOf = (world: World, run: CheckRun) => ({
  subjectKey: world.index.subject(run.subject.kind, run.subject.number),
  organisation: run.binding.organisation,
  decisionPoint: run.binding.decisionPoint,
  today: run.legal.today,
  checkId: run.checkId,
});

/** A batch counts its subjects when it is taken in; the rest is counted here, mismatches where they are found. */
async function overLimit(trx: Trx, world: World, run: CheckRun): Promise<boolean> {
  if (run.pace === 'batch') return false;
  const counter = { organisation: run.binding.organisation, account: run.account, now: world.clock.now() };
  const limits = await limitsOf(trx, [counter.organisation, ...run.superiors]);
  const made = await count(trx, counter, 'lookups', 1);
  return made > limits.lookups || (await countedToday(trx, counter, 'mismatches')) >= limits.mismatches;
}

/** What was not allowed is not looked at, and a clean run that would need it is not tested. */
function narrowed(row: DecisionPoint, categories: readonly string[]): DecisionPoint {
  const allowed = (category: string) => categories.includes(category) || category === 'as-authorised';
  const { cleanRun, ...rest } = row;
  return {
    ...rest,
    shown: row.shown.filter(allowed),
    tested: row.tested.filter(allowed),
    ...(cleanRun?.categories.every(allowed) ? { cleanRun } : {}),
  };
}
