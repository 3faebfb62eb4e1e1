/**
 * A clerk's acts with what rules may know of them: clear and keyed columns of the register, laid beside cases, decisions and roster
 * by equal keys. No envelope is opened and no record is read; of a sealed entry nothing is known.
 */
import { toHex } from '@duecheck/core/bytes';
import { type Act, whenOf } from '@duecheck/core/review';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import { isSealed } from '../audit/withheld.ts';
import { iso } from '../clock.ts';
import { firstPepper } from '../keys/key-ring.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** Whose acts: an account in one organisation's name. */
export interface Doer {
  readonly iss: string;
  readonly sub: string;
  readonly organisation: string;
}

/** Entries `e` that rules look at: look-ups by office staff, break-glass, outages that were claimed while we answered. */
export const isAct: RawBuilder<boolean> = sql<boolean>`(
  (e.type in ('check.intent', 'check.refused', 'record.read') and e.role in ('clerk', 'reviewer'))
  or (e.type = 'release.asked' and e.flags @> '{break-glass}')
  or (e.type like 'decision.%' and e.flags @> '{while-served}'))`;

/** Midnight in Shanghai, as entries have their instants. */
export const beginOf = (day: CivilDate): string => iso(Date.parse(`${day}T00:00:00+08:00`));

interface Row {
  readonly id: string;
  readonly type: string;
  readonly occurred_at: string;
  readonly subject_key: string | null;
  readonly case_key: string | null;
  readonly round: string | null;
  readonly flags: string[];
  readonly check_id: string | null;
  readonly neighbourhood: Uint8Array | null;
  readonly host_case: Act['hostCase'];
  readonly decided_at: Date | null;
  readonly colleague: boolean;
  readonly same_surname: boolean;
  readonly listed: boolean;
  readonly alone: boolean;
}

/** Cases of hosts are told by day; so far around the look-up one must have been told for "no such case" to mean anything. */
const TOLD_WITHIN_DAYS = 15;

/** @param from first day. @param until last day. @returns oldest first, each look-up once however often it was asked again */
export async function loadActs(
  db: Database | Trx,
  world: Pick<World, 'keys'>,
  { iss, sub, organisation }: Doer,
  { from, until }: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<Act[]> {
  const { version } = firstPepper(world.keys);
  const { rows } = await sql<Row>`
    with act as (
      select e.*, c.neighbourhood, c.part, ${officeKey(version)} as key,
             (e.occurred_at::timestamptz at time zone 'Asia/Shanghai')::date as on_day
        from register_entry e left join credit_check c on c.id = e.check_id
       where e.actor_sub = ${sub} and e.actor_iss = ${iss} and e.organisation = ${organisation}
         and e.occurred_at >= ${beginOf(from)} and e.occurred_at < ${beginOf(addDays(until, 1))}
         and ${isAct} and not ${isSealed}
    )
    select e.id, e.type, e.occurred_at, e.subject_key, e.case_key, e.round, e.flags, e.check_id, e.neighbourhood,
           ${hostCase} as host_case, ${firstDecision} as decided_at,
           exists (select from review_staff s where s.organisation = e.organisation and s.subject_key = e.subject_key) as colleague,
           exists (select from review_staff s
                    where s.organisation = e.organisation and s.sub = e.actor_sub and s.surname_key = e.surname_key) as same_surname,
           exists (select from review_listed l where l.subject_key = e.subject_key) as listed,
           ${isAlone} as alone
      from act e
     order by e.occurred_at, e.id`.execute(db);
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    // A replay, or the refusal after an INTENT, is of the same look-up.
    if (row.check_id !== null && kindOf(row) === 'look-up') {
      if (seen.has(row.check_id)) return [];
      seen.add(row.check_id);
    }
    return [actOf(row)];
  });
}

/**
 * The case as offices' own rows have it: those keep the house's first pepper, entries have the one of their day. A check knows both; of
 * what is of another pepper and no check nothing follows.
 */
const officeKey = (first: number) => sql`coalesce(c.case_key,
  case when e.pepper_version = ${first} then decode(translate(e.case_key, '-_', '+/') || '=', 'base64') end)`;

const hostCase = sql`case
  when e.key is null then 'untold'
  when exists (select from reported_case r where r.organisation = e.organisation and r.decision_point = e.decision_point
                                             and r.case_key = e.key)
    or exists (select from reported_decision r where r.organisation = e.organisation and r.decision_point = e.decision_point
                                                 and r.case_key = e.key) then 'there'
  when exists (select from reported_case r
                where r.organisation = e.organisation and r.decision_point = e.decision_point and r.told_as = 'cases'
                  and r.opened_on between e.on_day - ${TOLD_WITHIN_DAYS}::int and e.on_day + ${TOLD_WITHIN_DAYS}::int) then 'missing'
  else 'untold' end`;

/** Here, or in the host as it tells. Of a case that cannot be looked for nobody is told that it is undecided. */
const firstDecision = sql`case when e.case_key is not null and e.key is null then e.occurred_at::timestamptz else least(
  (select min(d.decided_at) from decision d
    where d.organisation = e.organisation and d.decision_point = e.decision_point and d.case_key = e.key
      and (e.part is null or d.part = e.part)),
  (select min(r.decided_at) from reported_decision r
    where r.organisation = e.organisation and r.decision_point = e.decision_point and r.case_key = e.key
      and (e.part is null or r.part = e.part))) end`;

const anHour = (sign: '+' | '-') =>
  sql`to_char((e.occurred_at::timestamptz ${sql.raw(sign)} interval '1 hour') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Asked of the rare kinds only: of a round's ten thousand look-ups each would read the others. */
const isAlone = sql`(e.type not in ('check.intent', 'check.refused', 'record.read') and not exists (
  select from register_entry o
   where o.type = e.type and o.organisation = e.organisation and (o.actor_sub, o.actor_iss) <> (e.actor_sub, e.actor_iss)
     and o.flags && e.flags and o.occurred_at between ${anHour('-')} and ${anHour('+')}))`;

const kindOf = ({ type }: Row): Act['kind'] =>
  type === 'release.asked' ? 'break-glass' : type.startsWith('decision.') ? 'claimed-outage' : 'look-up';

function actOf(row: Row): Act {
  return {
    ...whenOf(Date.parse(row.occurred_at)),
    entry: row.id,
    kind: kindOf(row),
    subject: row.subject_key,
    case: row.case_key,
    round: row.round,
    hostCase: row.host_case,
    decidedAt: row.decided_at?.getTime() ?? null,
    made: row.flags.includes('automatic') ? 'by-gateway' : 'by-hand',
    alone: row.alone,
    colleague: row.colleague,
    sameSurname: row.same_surname,
    listed: row.listed,
    neighbourhood: row.neighbourhood && toHex(row.neighbourhood),
  };
}
