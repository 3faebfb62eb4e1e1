/**
 * `duecheck import FILE --type roster --organisation ID`: who works there. `--type listed`: whose look-ups are always reviewed. The
 * file is the whole list: who is no longer in it is no longer on it. Both are keyed; an entry says that it was changed, and by how much.
 */
import { toHex } from '@duecheck/core/bytes';
import { DuecheckError } from '@duecheck/core/errors';
import type { IntakeCode } from '../intake/codes.ts';
import { openRows } from '../intake/rows/open-rows.ts';
import { tableRows } from '../intake/table-rows.ts';
import type { Trx } from '../store/database.ts';
import { insertRows } from '../store/insert-rows.ts';
import type { World } from '../world.ts';
import { personColumn } from './person-columns.ts';
import { type PersonRow, readPerson } from './person-row.ts';

export type PersonList = 'roster' | 'listed';
export const isPersonList = (type: string | undefined): type is PersonList => type === 'roster' || type === 'listed';

export interface PersonsJob {
  readonly file: string;
  readonly list: PersonList;
  /** Whose roster it is; of the list, in whose name it is kept. */
  readonly organisation: string;
}

/** `taken + repeated + refused = rows` */
export interface PersonsReport {
  readonly rows: number;
  readonly taken: number;
  readonly repeated: number;
  readonly refused: readonly { readonly line: number; readonly code: IntakeCode }[];
}

/** A city's staff; a longer file is another list by mistake. */
const MOST = 200_000;
const CHUNK = 1000;

/** @throws DuecheckError `no-such-organisation`, `list-too-long`, `list-unread`: no row can be read, so that the list stays as it is */
export async function importPersons(world: World, { file, list, organisation }: PersonsJob): Promise<PersonsReport> {
  const known = await world.db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisation)
    .executeTakeFirst();
  if (known === undefined) throw new DuecheckError('no-such-organisation', `there is no organisation ${organisation}`);
  const persons = new Map<string, PersonRow>();
  const refused: { line: number; code: IntakeCode }[] = [];
  let rows = 0;
  for await (const chunk of tableRows((await openRows(file)).batches, personColumn, {
    chunk: CHUNK,
    onLayout: () => undefined,
  }))
    for (const one of chunk) {
      rows += 1;
      if (rows > MOST) throw new DuecheckError('list-too-long', `more than ${MOST} rows`);
      const read = readPerson(world, one);
      if ('code' in read) refused.push({ line: 'broken' in one ? one.line : one.row.line, code: read.code });
      else persons.set(read.person.subject_key, read.person);
    }
  if (persons.size === 0 && rows > 0) throw new DuecheckError('list-unread', 'no row of the file can be read');
  const report = { rows, taken: persons.size, repeated: rows - persons.size - refused.length, refused };
  await world.db.transaction().execute(async (trx) => {
    await replace(trx, { list, organisation }, [...persons.values()]);
    await appendImport(trx, world, { list, organisation }, { ...report, keys: [...persons.keys()] });
  });
  return report;
}

type Which = Omit<PersonsJob, 'file'>;

async function replace(trx: Trx, { list, organisation }: Which, persons: readonly PersonRow[]): Promise<void> {
  if (list === 'listed') {
    await trx.deleteFrom('review_listed').execute();
    await insertRows(
      trx,
      'review_listed',
      { subject_key: 'text' },
      persons.map(({ subject_key }) => ({ subject_key })),
    );
    return;
  }
  await trx.deleteFrom('review_staff').where('organisation', '=', organisation).execute();
  await insertRows(
    trx,
    'review_staff',
    { organisation: 'text', subject_key: 'text', surname_key: 'text', sub: 'text' },
    persons.map((person) => ({ organisation, ...person })),
  );
}

async function appendImport(
  trx: Trx,
  world: World,
  { list, organisation }: Which,
  { rows, taken, repeated, refused, keys }: PersonsReport & { readonly keys: readonly string[] },
): Promise<void> {
  await world.register.append(trx, [
    {
      type: 'import',
      organisation,
      decisionPoint: null,
      actor: null,
      subject: null,
      case: null,
      request: {
        ...{ kind: list, rows, taken, repeated, refused: refused.length },
        digest: toHex(world.index.request(list, ...keys.toSorted())),
      },
      outcome: null,
      office: {},
    },
  ]);
}
