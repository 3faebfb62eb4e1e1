/**
 * A check of which the person is told later, where a law says so (PIPL 18 and 35): until a day, after which it is open by
 * itself. The catalogue has no row of this kind, so two administrators say it of one check; auditors see it and its count at once.
 */
import { DuecheckError } from '@duecheck/core/errors';
import { addTerm, type CivilDate } from '@duecheck/core/time';
import { sql } from 'kysely';
import { appendPublic } from '../register/append-public.ts';
import type { World } from '../world.ts';
import { type Ordered, requireAdministrators } from './administrators.ts';

export interface Delay {
  readonly check: string;
  /** Law and article. */
  readonly basis: string;
  /** Its last day. */
  readonly until: CivilDate;
}

/** Whoever needs longer says so again, and is counted again. */
const MOST = { months: 12 } as const;

export type DelayCode = 'delay-too-long' | 'delay-over' | 'no-such-check';

/** @returns how many entries. @throws DuecheckError DelayCode, and as `requireAdministrators` */
export const delayCheck = (
  world: Pick<World, 'db' | 'legal' | 'register'>,
  { check, basis, until }: Delay,
  order: Ordered,
): Promise<{ readonly entry: string; readonly entries: number }> =>
  world.db.transaction().execute(async (trx) => {
    const administered = await requireAdministrators(trx, world, order);
    const { today } = await world.legal(trx);
    if (until < today) throw new DuecheckError<DelayCode>('delay-over', `${until} has passed`);
    if (until > addTerm(today, MOST))
      throw new DuecheckError<DelayCode>('delay-too-long', 'twelve months at a time, at most');
    const { rows } = await sql<{ entry: string }>`
      insert into entry_visibility (entry, kind, basis, until)
      select e.id, 'delayed', ${basis}, ${until}::date from register_entry e where e.check_id = ${check}
      on conflict (entry) do update set basis = excluded.basis, until = excluded.until where entry_visibility.kind = 'delayed'
      returning entry`.execute(trx);
    if (rows.length === 0) throw new DuecheckError<DelayCode>('no-such-check', 'no open entry is of this check');
    const entry = await appendPublic(trx, world.register.append, {
      type: 'delay',
      organisation: administered.organisation,
      actor: administered.actor,
      // Not which check: whoever reads the log would know what is kept from the person.
      request: { observed: { basis, until, entries: rows.length }, claimed: {} },
      office: { purpose: 'delay', check, second: { ...order.second }, reason: order.reason },
    });
    return { entry: entry.id, entries: rows.length };
  });
