/**
 * The results of a batch to take away. What a page shows may have ended by then, so nothing is handed out from before:
 * everybody is looked up anew, an INTENT and a RESULT each, and rows are made once their RESULTs are durable (DESIGN §1.6,
 * §1.10). Whoever was not looked at in the batch is not looked at here either: a download is no way round a pause, a
 * cancellation or a second person.
 */
import type { CheckAnswer, ItemClass, SubjectMask } from '@duecheck/core/contract';
import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import { maskOf } from '../checks/mask-of.ts';
import type { LegalTime } from '../clock.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import type { Checked } from './checked.ts';
import { keepChecked } from './keep-checked.ts';
import { lookUp } from './look-up.ts';
import { type ItemRow, openMembers } from './members.ts';
import { toldClass } from './standing.ts';

const CHUNK = 200;

export interface Download {
  readonly batch: BatchRow;
  readonly account: Account;
  /** Only members of this class as the page tells it now; what the file says of them is what is found now. */
  readonly class: ItemClass | undefined;
}

/** One member as it goes into a file: no number, no key. */
export interface ResultRow {
  readonly line: number;
  readonly class: ItemClass;
  /** Why a row names nobody, or nobody was looked up. */
  readonly code: string | null;
  readonly caseLabel: string | null;
  readonly subject: z.infer<typeof SubjectMask> | null;
  /** What was found now; null where nobody was looked up. */
  readonly answer: CheckAnswer | null;
}

/** How many people will be looked up again: those of the batch who were looked at, and of the class that is asked for. */
export async function countMembers(trx: Trx, { batch, class: only }: Download, legal: LegalTime): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from batch_item i left join credit_check c on c.id = i.check_id
     where i.batch_id = ${batch.id} and ${isLookedAt} and ${ofClass(only, legal)}`.execute(trx);
  return rows[0]?.n ?? 0;
}

const isLookedAt = sql<boolean>`(i.class is not null and i.class <> 'invalid')`;
const ofClass = (only: ItemClass | undefined, legal: LegalTime): RawBuilder<boolean> =>
  only === undefined ? sql<boolean>`true` : sql<boolean>`${toldClass(legal)} = ${only}`;

/**
 * Chunks in the list's order. A reader that stops ends the lookups.
 *
 * @throws RequestProblem `role-missing` where the reader lost the post in the middle
 */
export async function* downloadRows(world: World, download: Download): AsyncGenerator<ResultRow[]> {
  let after = 0;
  for (;;) {
    const rows = await rowsAfter(world, download, after);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.n;
    yield await lookUpRows(world, download, rows);
  }
}

async function rowsAfter(world: World, { batch, class: only }: Download, after: number): Promise<ItemRow[]> {
  const legal = await world.legal(world.db);
  const { rows } = await sql<ItemRow>`
    select i.* from batch_item i left join credit_check c on c.id = i.check_id
     where i.batch_id = ${batch.id} and i.n > ${after} and i.class is not null and ${ofClass(only, legal)}
     order by i.n limit ${CHUNK}`.execute(world.db);
  return rows;
}

async function lookUpRows(world: World, download: Download, rows: readonly ItemRow[]): Promise<ResultRow[]> {
  const { batch, account } = download;
  const catalogue = await world.lists.catalogue();
  const binding = await world.lists.binding(batch.origin, batch.decision_point);
  const checked = await lookUp(world, batch.id, {
    async begin(trx) {
      const held = await rolesOf(trx, account, (await world.legal(trx)).today, batch.organisation);
      if (roleFor(held, DECIDERS, batch.decision_point) === null) throw new RequestProblem('role-missing');
      // A check of its own each: what is handed out is what stands now.
      const named = rows.filter((row) => row.class !== 'invalid').map((row) => ({ ...row, begun: null }));
      const members = await openMembers(trx, world, batch.organisation, named);
      if (members.length === 0) return null;
      return { account, held, binding, catalogue, flags: ['batch', 'download'], members };
    },
    // One that dies in the middle is downloaded again: nothing of it goes on.
    asking: async () => undefined,
    async end(trx, _batch, found) {
      await keepChecked(trx, batch.id, found, null);
      return found;
    },
  });
  const byPlace = new Map((checked ?? []).map((one) => [one.member.row.n, one]));
  return rows.map((row) => resultOf(row, byPlace.get(row.n)));
}

function resultOf({ line, code }: ItemRow, checked: Checked | undefined): ResultRow {
  if (checked === undefined) {
    return { line, class: 'invalid', code: code ?? 'erased', caseLabel: null, subject: null, answer: null };
  }
  const { member, answer, class: found } = checked;
  return {
    line,
    class: found,
    code: checked.code,
    caseLabel: member.case.label,
    subject: maskOf(member.subject),
    answer,
  };
}
