/**
 * Sealing: on the person's request what was looked up about them is stored and protected, and used for nothing else (PIPL 47).
 * Offices and auditors see type, organisation and time of such an entry; the person still sees all of it.
 */
import { toBase64Url } from '@duecheck/core/bytes';
import type { Id } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type Administered, type Ordered, requireAdministrators } from './administrators.ts';
import { type Person, type PersonNamed, personOf } from './person.ts';

export interface Sealed {
  /** The entry of the sealing itself; null where everything was sealed already. */
  readonly entry: Id<'ent'> | null;
  /** Entries that are sealed now and were not before. */
  readonly entries: number;
}

type SealingWorld = Pick<World, 'db' | 'keys' | 'suite' | 'legal' | 'register'>;

/** @throws DuecheckError `subject-invalid`, and as `requireAdministrators` */
export const sealPerson = (world: SealingWorld, named: PersonNamed, order: Ordered): Promise<Sealed> =>
  world.db.transaction().execute(async (trx) => {
    const administered = await requireAdministrators(trx, world, order);
    return sealEntries(trx, world, personOf(world, named), { ...order, ...administered });
  });

export async function sealEntries(
  trx: Trx,
  { register }: Pick<World, 'register'>,
  { subject, keys }: Person,
  { organisation, actor, second, reason }: Ordered & Administered,
): Promise<Sealed> {
  const { rows } = await sql<{ entry: string }>`
    insert into entry_visibility (entry, kind, basis, until)
    select e.id, 'sealed', null, null from register_entry e
     where e.subject_key = any(${textArray(keys.map(toBase64Url))}::text[])
    on conflict (entry) do update set kind = 'sealed', basis = null, until = null where entry_visibility.kind <> 'sealed'
    returning entry`.execute(trx);
  if (rows.length === 0) return { entry: null, entries: 0 };
  // Nothing more is decided on what is sealed: who needs to know asks anew.
  await sql`
    update credit_check c set outdated = true
     where c.subject_key = any(${byteaArray(keys)}::bytea[]) and not c.outdated
       and not exists (select from decision d where d.check_id = c.id)`.execute(trx);
  const [entry] = await register.append(trx, [
    {
      type: 'seal',
      organisation,
      decisionPoint: null,
      actor,
      subject,
      case: null,
      request: { observed: { entries: rows.length, second: { ...second } }, claimed: { reason } },
      outcome: null,
      person: { sealed: rows.length, reason },
      office: { purpose: 'seal', second: { ...second }, reason },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx
    .insertInto('entry_visibility')
    .values({ entry: entry.id, kind: 'sealed', basis: null, until: null })
    .execute();
  return { entry: entry.id, entries: rows.length };
}
