import type { AuthorisationAnswer, Id } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { maskOf } from '../checks/mask-of.ts';
import { RequestProblem } from '../http/problem.ts';
import type { Trx } from '../store/database.ts';
import { openSubject } from '../store/sealed.ts';
import type { GateTables } from '../store/tables/gate.ts';
import type { World } from '../world.ts';

/** Where an authorisation stands. Names nobody: masks, as on a card. @throws RequestProblem `not-found` */
export async function authorisationAnswer(
  trx: Trx,
  world: World,
  id: string,
  today: CivilDate,
): Promise<AuthorisationAnswer> {
  const row = await trx.selectFrom('authorisation').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new RequestProblem('not-found');
  return {
    authorisationId: row.id as Id<'aut'>,
    decisionPoint: row.decision_point,
    organisation: row.organisation,
    subject: maskOf(await openSubject(trx, world, row)),
    categories: row.categories,
    from: row.valid_from,
    until: row.valid_until,
    uses: { made: row.uses, of: row.uses_max },
    state: stateOf(row, today),
    entry: (row.withdraw_entry ?? row.entry) as Id<'ent'>,
  };
}

function stateOf(row: GateTables['authorisation'], today: CivilDate): AuthorisationAnswer['state'] {
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (today < row.valid_from) return 'not-yet';
  if (today > row.valid_until) return 'ended';
  return row.uses >= row.uses_max ? 'used-up' : 'live';
}
