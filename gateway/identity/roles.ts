/** Roles come from our own table, never from the token (PROTOCOL, Check): who may do what at which node of the tree. */
import type { Role } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import type { Database, Trx } from '../store/database.ts';
import type { Account } from './tokens.ts';

/** Who may look somebody up and decide. */
export const DECIDERS: readonly Role[] = ['clerk', 'reviewer'];

export interface Held {
  readonly role: Role;
  /** The node where the role was given; it holds there and below. */
  readonly organisation: string;
  /** null: every decision point. */
  readonly decisionPoints: readonly string[] | null;
  /** Whether that node is the organisation asked about, or above it. */
  readonly covers: boolean;
}

/**
 * All roles of an account today, each with whether it covers `organisation`. Read at each call: a withdrawal works at
 * once.
 */
export async function rolesOf(
  db: Database | Trx,
  account: Pick<Account, 'iss' | 'sub'>,
  today: CivilDate,
  organisation: string | null,
): Promise<Held[]> {
  const { rows } = await sql<{
    role: Role;
    organisation: string;
    decision_points: string[] | null;
    covers: boolean;
  }>`
    with recursive above (id, parent) as (
      select id, parent from organisation where id = ${organisation}
      union all
      select o.id, o.parent from organisation o join above a on o.id = a.parent
    )
    select r.role, r.organisation, r.decision_points, a.id is not null as covers
      from role_assignment r left join above a on a.id = r.organisation
     where r.iss = ${account.iss} and r.sub = ${account.sub}
       and r.valid_from <= ${today}::date and (r.valid_until is null or r.valid_until >= ${today}::date)`.execute(db);
  return rows.map((r) => ({
    role: r.role,
    organisation: r.organisation,
    decisionPoints: r.decision_points,
    covers: r.covers,
  }));
}

const LOOKING: readonly Role[] = ['clerk', 'reviewer'];
const WATCHING: readonly Role[] = ['auditor', 'office', 'operator'];

/** No role both looks up and audits (DESIGN §7): an account that was given both by mistake does neither. */
export const conflicted = (held: readonly Held[]): boolean =>
  held.some((h) => LOOKING.includes(h.role)) && held.some((h) => WATCHING.includes(h.role));

/** The role under which an account may act at a decision point of the organisation asked about, or null. */
export function roleFor(held: readonly Held[], wanted: readonly Role[], decisionPoint?: string): Held | null {
  if (conflicted(held)) return null;
  const fits = (h: Held) =>
    h.covers &&
    wanted.includes(h.role) &&
    (decisionPoint === undefined || h.decisionPoints === null || h.decisionPoints.includes(decisionPoint));
  return held.find(fits) ?? null;
}
