/**
 * Erasing (PROTOCOL, Register): what is older than the ten years of the enquiry log goes, keys first; what is younger is sealed,
 * and goes by itself when its time has come (`erase-sealed.ts`). One transaction; the files follow (`rewrite-files.ts`).
 */
import type { Id } from '@duecheck/core/contract';
import { addTerm, type CivilDate, legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import { keyRefText } from '../keys/subject-keys.ts';
import { appendPublic } from '../register/append-public.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type Administered, type Ordered, requireAdministrators } from './administrators.ts';
import { destroyKeys, idleRecordKeys, lockKeys, recordKids } from './destroy-keys.ts';
import { countEmptied } from './emptied.ts';
import { emptyCases } from './empty-cases.ts';
import { attribute, digestOfEntries, emptyEntries } from './empty-entries.ts';
import { emptyRecords } from './empty-records.ts';
import { type Person, type PersonNamed, type PersonYear, personOf, yearsOf } from './person.ts';
import { markForRewriting } from './rewrite-files.ts';
import { type Sealed, sealEntries } from './seal-person.ts';

/** How long an enquiry stays on the log, whatever the person asks. */
export const LOG_TERM = { years: 10 } as const;

export interface ErasureOrder extends Ordered {
  /** Law, article and document of whoever wants it gone before its time: document and article, never a person. */
  readonly demandedBy?: string | undefined;
}

export interface Erased {
  /** null where nothing was old enough. */
  readonly entry: Id<'ent'> | null;
  readonly entries: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** What was too young, and is sealed. */
  readonly sealed: Sealed;
  /** The last day on which something of it is still kept; null where nothing is. */
  readonly keptUntil: CivilDate | null;
  /** Records in force, or that have to be kept by a term of their own. */
  readonly recordsKept: number;
}

export type ErasingWorld = Pick<World, 'db' | 'keys' | 'suite' | 'legal' | 'register' | 'random' | 'clock'>;

/** @throws DuecheckError `subject-invalid`, and as `requireAdministrators` */
export const erasePerson = (world: ErasingWorld, named: PersonNamed, order: ErasureOrder): Promise<Erased> =>
  world.db.transaction().execute(async (trx) => {
    const administered = await requireAdministrators(trx, world, order);
    const person = personOf(world, named);
    const { today } = await world.legal(trx);
    const demanded = order.demandedBy !== undefined;
    const years = await yearsOf(trx, person);
    const over = years.filter((year) => demanded || lastDayOf(year) < today);
    const kept = years.filter((year) => !over.includes(year));
    const done = await eraseYears(trx, world, over, {
      ...administered,
      basis: order.demandedBy ?? 'term-ended',
      office: { reason: order.reason },
      second: order.second,
      records: { person, today, demanded },
    });
    return {
      ...done,
      // After what goes, so that it is not sealed first; and of what stays all of it, also the entry of an earlier seal.
      sealed:
        kept.length === 0
          ? { entry: null, entries: 0 }
          : await sealEntries(trx, world, person, { ...order, ...administered }),
      keptUntil: kept.map(lastDayOf).sort().at(-1) ?? null,
    };
  });

/** Of the newest entry: one key holds a year, so that a year goes as one. */
export const lastDayOf = ({ newest }: Pick<PersonYear, 'newest'>): CivilDate => addTerm(legalDateOf(newest), LOG_TERM);

/** Offices' rows of that year hang on the key of the first pepper, whichever the entries have. */
const registerKids = ({ year, keys }: PersonYear): string[] =>
  keys.map((subjectKey) => keyRefText({ kind: 'subject', subjectKey, use: 'register', year }));

export interface YearsErasure extends Omit<Administered, 'actor'> {
  /** null: the gateway itself, because a seal has reached its end. */
  readonly actor: Administered['actor'] | null;
  /** Why it goes: a code of ours, or document and article. */
  readonly basis: string;
  readonly second?: Ordered['second'];
  readonly office?: { readonly reason: string };
  readonly records?: { readonly person: Person; readonly today: CivilDate; readonly demanded: boolean };
}

export async function eraseYears(
  trx: Trx,
  world: ErasingWorld,
  years: readonly PersonYear[],
  { organisation, actor, basis, second, office, records }: YearsErasure,
): Promise<Pick<Erased, 'entry' | 'entries' | 'rows' | 'recordsKept'>> {
  const emptied = countEmptied(trx);
  const lastYear = Number(legalDateOf(iso(world.clock.now())).slice(0, 4));
  const registerKeys = years.flatMap(registerKids);
  await lockKeys(trx, [...registerKeys, ...(records === undefined ? [] : recordKids(records.person.keys, lastYear))]);
  const ids: string[] = [];
  for (const year of years) {
    await emptyCases(trx, world, year, emptied);
    ids.push(...(await emptyEntries(trx, year, emptied)));
  }
  let recordsKept = 0;
  if (records !== undefined) {
    recordsKept = (await emptyRecords(trx, records.person, records, emptied)).kept;
    await destroyKeys(await idleRecordKeys(trx, records.person.keys, lastYear), emptied);
  }
  await destroyKeys(registerKeys, emptied);
  const rows = emptied.rows();
  if (Object.keys(rows).length === 0) return { entry: null, entries: 0, rows, recordsKept };
  const observed = {
    basis,
    entries: ids.length,
    digest: digestOfEntries(ids, world.suite),
    rows,
  };
  const entry = await appendPublic(trx, world.register.append, {
    type: 'erasure',
    organisation,
    actor,
    request: { observed, claimed: {} },
    office: { purpose: 'erasure', ...office, ...(second && { second: { ...second } }) },
  });
  await attribute(trx, ids, entry.id);
  await markForRewriting(trx, Object.keys(rows), new Date(world.clock.now()));
  return { entry: entry.id, entries: ids.length, rows, recordsKept };
}
