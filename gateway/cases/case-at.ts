/** The case that a request names, for whoever may look somebody up at its step. */
import type { CaseRequest } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import type * as z from 'zod/mini';
import type { CaseColumns } from '../decisions/load.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export interface CaseAt {
  readonly place: CaseColumns;
  readonly held: Held;
}

/** @throws RequestProblem `origin-unbound`, `role-missing` */
export async function caseAt(
  db: Database | Trx,
  world: World,
  { caller, body, today }: { caller: Account; body: z.output<typeof CaseRequest>; today: CivilDate },
): Promise<CaseAt> {
  const { organisation } = await world.lists.binding(body.origin, body.decisionPoint);
  const held = roleFor(await rolesOf(db, caller, today, organisation), DECIDERS, body.decisionPoint);
  if (held === null) throw new RequestProblem('role-missing');
  const place = {
    organisation,
    decision_point: body.decisionPoint,
    case_key: world.index.case(organisation, body.decisionPoint, body.case.key),
    part: body.case.part,
  };
  return { place, held };
}
