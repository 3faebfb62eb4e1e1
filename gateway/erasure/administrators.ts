/** What nobody does to the register alone: two administrators of the credit office, each by name. */
import { DuecheckError } from '@duecheck/core/errors';
import { rootOf } from '../identity/organisations.ts';
import { roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { EntryDraft } from '../register/entry-draft.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export type Administrator = Pick<Account, 'iss' | 'sub'>;

export interface Ordered {
  readonly by: Administrator;
  /** Who looked at it and agrees. */
  readonly second: Administrator;
  /** Why, in words; sealed in the entry. */
  readonly reason: string;
}

export type OrderCode = 'second-person-missing' | 'not-an-administrator';

/** What their entry says of them. */
export interface Administered {
  readonly organisation: string;
  readonly actor: NonNullable<EntryDraft['actor']>;
}

/** @throws DuecheckError OrderCode: asked at each act, so a role that ended gives no right any more */
export async function requireAdministrators(
  trx: Trx,
  world: Pick<World, 'legal'>,
  { by, second }: Ordered,
): Promise<Administered> {
  if (by.iss === second.iss && by.sub === second.sub)
    throw new DuecheckError<OrderCode>('second-person-missing', 'this takes two persons');
  const organisation = await rootOf(trx);
  const { today } = await world.legal(trx);
  for (const one of [by, second])
    if (roleFor(await rolesOf(trx, one, today, organisation), ['office']) === null)
      throw new DuecheckError<OrderCode>(
        'not-an-administrator',
        `${one.sub} is no administrator of the credit office today`,
      );
  return { organisation, actor: { ...by, role: 'office', assurance: null } };
}
