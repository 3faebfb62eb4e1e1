/**
 * Rows about records that are here already. The same content changes nothing, nor does what is older than what we have;
 * anything newer goes the way of POST /v1/records/{id}/state: an entry, checks that must look again, measures to lift.
 */
import { MAY_BECOME, type RecordState } from '@duecheck/core/assess';
import { equalBytes } from '@duecheck/core/bytes';
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import { type CivilDate, legalDateOf } from '@duecheck/core/time';
import { type Selectable, sql } from 'kysely';
import { iso, type LegalTime } from '../clock.ts';
import type { RecordSecret } from '../intake/prepare.ts';
import type { SealedRow } from '../intake/store-rows.ts';
import type { EntryDraft } from '../register/entry-draft.ts';
import { recordsKey } from '../sources/own-store.ts';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import { unseal } from '../store/sealed.ts';
import type { HouseTables } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import { changeState, type NewContent } from './change-state.ts';
import { differencesOf, whatChanged } from './differences.ts';

type Stored = Selectable<HouseTables['credit_record']>;

export interface Delivery {
  readonly organisation: string;
  readonly actor: EntryDraft['actor'];
  /** SHA-256 of the file, hexadecimal. */
  readonly file: string;
  readonly catalogue: CatalogueIndex;
}

/** Why, as the person reads it in the own history. */
const REASONS: Readonly<Record<NewContent['what'], string>> = {
  noted: '提供单位补报了报送情况',
  removed: '提供单位报送：已移出名单',
  corrected: '提供单位重新报送，内容有变',
};

/** @param rows of one chunk, in the file's order; among them new ones. @returns how many records were changed */
export async function takeAgain(
  trx: Trx,
  world: World,
  rows: readonly SealedRow[],
  delivery: Delivery,
): Promise<number> {
  const differing = await othersThanStored(trx, rows);
  await vouchAgain(
    trx,
    rows.filter((one) => !differing.has(one.row.columns.id)),
  );
  if (differing.size === 0) return 0;
  const { catalogue } = delivery;
  const legal = await world.legal(trx);
  const stored = await lockRecords(trx, [...differing]);
  let changed = 0;
  // All of a record's rows, also those that said the same as the first: in between, it may have come to say something else.
  for (const one of rows) {
    const { id, content_digest } = one.row.columns;
    const before = stored.get(id);
    if (before === undefined) continue;
    if (isSameContent(before.content_digest, content_digest)) await vouchAgain(trx, [one]);
    else if (await isNewer(trx, one, before, { catalogue, legal })) {
      const change = await readChange(trx, world, one, before);
      if (change === null) await rememberContent(trx, one);
      else {
        await supersede(trx, one, before);
        await changeState(trx, world, {
          ...{ changeId: `${id}/${Buffer.from(world.random(8)).toString('hex')}`, record: before, to: change.to },
          disputeDueBy: before.dispute_due_by as CivilDate | null,
          ...{ document: documentOf(one), reason: REASONS[change.what], legal },
          ...{ organisation: delivery.organisation, actor: delivery.actor, calendars: catalogue.catalogue.calendars },
          content: { ...change, columns: columnsOf(one), file: delivery.file },
        });
        changed += 1;
      }
    } else continue;
    // The same record may come once more in this chunk: a listing, and further down its removal.
    stored.set(id, await recordNow(trx, id));
  }
  return changed;
}

/** One query a chunk; a file that comes again costs little more than that. @returns ids */
async function othersThanStored(trx: Trx, rows: readonly SealedRow[]): Promise<ReadonlySet<string>> {
  const columns = rows.map(({ row }) => row.columns);
  const { rows: found } = await sql<{ id: string }>`
    select distinct r.id
      from unnest(${textArray(columns.map(({ id }) => id))}::text[],
                  ${byteaArray(columns.map(({ content_digest }) => content_digest ?? null))}::bytea[]) as u (id, digest)
      join credit_record r on r.id = u.id
     where r.content_digest is distinct from u.digest`.execute(trx);
  return new Set(found.map(({ id }) => id));
}

/** The same as of a later day: what was older than that is older now. */
async function vouchAgain(trx: Trx, rows: readonly SealedRow[]): Promise<void> {
  const latest = new Map<string, Date>();
  for (const { row } of rows) {
    const asOf = new Date(row.columns.as_of);
    const { id } = row.columns;
    if (row.vouchedBy === 'row' && asOf > (latest.get(id) ?? 0)) latest.set(id, asOf);
  }
  if (latest.size === 0) return;
  await sql`
    update credit_record r set as_of = u.as_of::timestamptz
      from unnest(${textArray([...latest.keys()])}::text[],
                  ${textArray([...latest.values()].map((day) => day.toISOString()))}::text[]) as u (id, as_of)
     where r.id = u.id and r.as_of < u.as_of::timestamptz`.execute(trx);
}

const isSameContent = (a: Uint8Array | null, b: Uint8Array | null | undefined): boolean =>
  a !== null && b != null && equalBytes(a, b);

/** In the order of their ids, so that two imports wait for each other and never both. */
async function lockRecords(trx: Trx, ids: readonly string[]): Promise<Map<string, Stored>> {
  const stored = await trx
    .selectFrom('credit_record')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(stored.map((record) => [record.id, record]));
}

const recordNow = (trx: Trx, id: string): Promise<Stored> =>
  trx.selectFrom('credit_record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/**
 * - What was repaired, withdrawn or sealed never comes back, and adverse information whose use is over neither (DESIGN
 *   §1.6): a new finding has a document of its own.
 * - As of an earlier day than what we have, it is older, whatever it says.
 * - What a later row took the place of comes back only where its organ says so, by a later day: a file sent twice does not.
 */
async function isNewer(
  trx: Trx,
  { row }: SealedRow,
  stored: Stored,
  { catalogue, legal }: { readonly catalogue: CatalogueIndex; readonly legal: LegalTime },
): Promise<boolean> {
  if (MAY_BECOME[stored.state as RecordState].length === 0) return false;
  const adverse = catalogue.categories.get(stored.category)?.polarity === 'adverse';
  if (adverse && stored.use_until !== null && stored.use_until < legal.today) return false;
  const [day, known] = [dayOf(row.columns.as_of), dayOf(stored.as_of)];
  if (day < known) return false;
  if (row.vouchedBy === 'row' && day > known) return true;
  const superseded = await trx
    .selectFrom('superseded_content')
    .select('record')
    .where('record', '=', stored.id)
    .where('digest', '=', row.columns.content_digest ?? new Uint8Array())
    .executeTakeFirst();
  return superseded === undefined;
}

const dayOf = (instant: Date | string): string => legalDateOf(iso(new Date(instant).getTime()));

interface Change extends Pick<NewContent, 'what' | 'differences'> {
  readonly to: RecordState;
}

/** null: it says the same in other words. */
async function readChange(trx: Trx, world: World, { row }: SealedRow, stored: Stored): Promise<Change | null> {
  const key = recordsKey(stored.subject_key, stored.key_year);
  const before = await unseal<RecordSecret>(trx, world, key, `record/${stored.id}`, stored.sealed);
  const differences = differencesOf(stored, before, row);
  const said = whatChanged(differences);
  const to = stateAfter(stored.state as RecordState, row.columns.state as RecordState, said);
  if (differences.length === 0 && to === stored.state) return null;
  // On a state everything rests, whatever else the row says.
  return { what: said === 'noted' && to !== stored.state ? 'corrected' : said, differences, to };
}

/**
 * A row that names a state brings it about where the record's life allows that. Most name none: then other content makes it
 * `corrected`, a dispute goes on until the office ends it, and a removal corrects nothing: the listing was right until then.
 */
function stateAfter(from: RecordState, said: RecordState, what: NewContent['what']): RecordState {
  if (said !== 'effective' && MAY_BECOME[from].includes(said)) return said;
  return what === 'corrected' && from === 'effective' ? 'corrected' : from;
}

const documentOf = ({ row }: SealedRow): string => (JSON.parse(row.secret) as RecordSecret).documentNumber;

const columnsOf = ({ row, sealed }: SealedRow): NewContent['columns'] => {
  const { id: _id, state: _state, dispute_due_by: _due, ...columns } = row.columns;
  return { ...columns, use_until: columns.use_until ?? null, sealed };
};

async function supersede(trx: Trx, { row }: SealedRow, { id, content_digest: before }: Stored): Promise<void> {
  const now = row.columns.content_digest ?? new Uint8Array();
  await trx.deleteFrom('superseded_content').where('record', '=', id).where('digest', '=', now).execute();
  if (before === null) return;
  await trx
    .insertInto('superseded_content')
    .values({ record: id, digest: before })
    .onConflict((conflict) => conflict.columns(['record', 'digest']).doNothing())
    .execute();
}

/** So that it need not be opened again the next time. */
async function rememberContent(trx: Trx, one: SealedRow): Promise<void> {
  const { id, content_digest, reported_on } = one.row.columns;
  await trx.updateTable('credit_record').set({ content_digest, reported_on }).where('id', '=', id).execute();
  await vouchAgain(trx, [one]);
}
