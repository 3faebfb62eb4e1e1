/** The person saw the result and hands it over. */
import { equalBytes, toBase64Url } from '@duecheck/core/bytes';
import { type HandedOver, newId } from '@duecheck/core/contract';
import { caseHash } from '@duecheck/core/receipt';
import { subjectOf } from '../checks/subject-of.ts';
import { storeReceipt } from '../decisions/receipts.ts';
import { RequestProblem } from '../http/problem.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { openCase } from '../store/sealed.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';
import { lockLive, type Session } from './sessions.ts';
import { stillStands } from './still-stands.ts';

/** Of `use: handover` (PROTOCOL, Receipt). */
const LIFETIME_MS = 15 * 60_000;

/**
 * @throws RequestProblem `state-conflict` where there is nothing to hand over, or another person is at the window; `check-not-fresh`
 *   where a record that was shown has changed since; `not-found`, `partner-closed`
 */
export const handOver = (world: World, session: string, person: Person): Promise<HandedOver> =>
  world.db.transaction().execute(async (trx) => {
    const row = await lockLive(trx, session, world.clock.now());
    const { claims, check_id, subject_key, partner: organisation, decision_point: decisionPoint } = row;
    const { kind, number, name } = subjectOf(person.subject);
    const own = subject_key !== null && equalBytes(subject_key, world.index.subject(kind, number));
    if (claims === null || check_id === null || !own) throw new RequestProblem('state-conflict');
    const check = await trx.selectFrom('credit_check').selectAll().where('id', '=', check_id).executeTakeFirstOrThrow();
    const legal = await world.legal(trx);
    if (!(await stillStands(trx, world, row))) throw new RequestProblem('check-not-fresh');
    const at = await openCase(trx, world, row.id, { ...row, organisation });
    const { account } = person;
    const [entry] = await world.register.append(trx, [
      {
        type: 'handover.given',
        organisation,
        decisionPoint,
        actor: { iss: account.iss, sub: account.sub, role: 'person', assurance: account.assurance },
        subject: { kind, number, name },
        case: at,
        request: { observed: { session: row.id, claims }, claimed: { origin: row.origin } },
        outcome: null,
        checkId: check_id as never,
        person: { organisation, decisionPoint, claims },
        office: { purpose: decisionPoint, case: at },
      },
    ]);
    if (entry === undefined) throw new Error('append gave no entry');
    await storeHandover(trx, world, {
      row,
      entry,
      catalogueVersion: check.catalogue_version,
      freshUntil: check.fresh_until.getTime() - legal.ahead,
    });
    return claims;
  });

interface Handover {
  readonly row: Session;
  readonly entry: AppendedEntry;
  readonly catalogueVersion: string;
  /** null: nobody was looked up, so nothing grows old. */
  readonly freshUntil: number | null;
}

/** The receipt, and the end of the session. */
export async function storeHandover(trx: Trx, world: World, handover: Handover): Promise<void> {
  const { row, entry, catalogueVersion, freshUntil } = handover;
  const { partner: organisation, decision_point: decisionPoint } = row;
  const at = await openCase(trx, world, row.id, { ...row, organisation });
  const jti = newId('rcp', { now: world.clock.now(), random: world.random(16) });
  const life = { lifetime: LIFETIME_MS, freshUntil: freshUntil ?? Number.POSITIVE_INFINITY };
  await storeReceipt(trx, world, life, (iat, exp) => ({
    iss: world.url,
    aud: organisation,
    jti,
    iat,
    exp,
    use: 'handover',
    nonce: row.nonce,
    state: row.check_id === null ? 'not-checked' : 'checked',
    organisation,
    decisionPoint,
    caseHash: toBase64Url(caseHash(world.suite, { jti, organisation, decisionPoint, key: at.key, part: at.part })),
    subjectCommitment: toBase64Url(entry.subjectCommitment),
    checkId: row.check_id,
    decisionId: null,
    effect: 'favourable',
    catalogueVersion,
    register: { entry: entry.id, leafHash: toBase64Url(entry.leafHash) },
    origin: row.origin,
  }));
  await trx.updateTable('widget_session').set({ state: 'complete', jti }).where('id', '=', row.id).execute();
}
