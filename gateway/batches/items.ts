/** Members as a page shows them: case, masks, class, decision; of no record anything. */
import type { BatchItem, DecisionState, Id, ItemClass } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import { maskOf } from '../checks/mask-of.ts';
import type { LegalTime } from '../clock.ts';
import { type EventKind, standingOf } from '../decisions/state.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';
import { type ItemRow, openMembers } from './members.ts';
import { toldClass } from './standing.ts';

export interface Page {
  /** Over `i` and, where somebody was looked at, its check `c`. */
  readonly where: RawBuilder<boolean>;
  readonly limit: number;
}

type Row = ItemRow & {
  readonly told_class: ItemClass;
  readonly decided: EventKind | null;
  readonly heard_until: CivilDate | null;
};

/** @returns the first of them, in the list's order */
export async function readItems(
  trx: Trx,
  world: World,
  { batch, legal }: { readonly batch: BatchRow; readonly legal: LegalTime },
  { where, limit }: Page,
): Promise<BatchItem[]> {
  // Of the case, whoever decided it since: a member with findings is decided on by itself.
  const { rows } = await sql<Row>`
    select i.*, ${toldClass(legal)} as told_class, e.kind as decided, h.heard_until
      from batch_item i
      left join credit_check c on c.id = i.check_id
      left join lateral (
        select d.id from decision d
         where d.organisation = ${batch.organisation} and d.decision_point = ${batch.decision_point}
           and d.case_key = i.case_key and d.part = i.part and d.decided_at >= ${batch.started_at}
         order by d.decided_at desc, d.id desc limit 1) d on true
      left join lateral (
        select kind from decision_event where decision_id = d.id order by n desc limit 1) e on true
      left join lateral (
        select heard_until from decision_event
         where decision_id = d.id and heard_until is not null order by n desc limit 1) h on true
     where i.batch_id = ${batch.id} and ${where}
     order by i.n limit ${limit}`.execute(trx);
  const open = new Map((await openMembers(trx, world, batch.organisation, rows)).map((one) => [one.row.n, one]));
  return rows.map((row): BatchItem => {
    const member = open.get(row.n);
    return {
      n: row.n,
      line: row.line,
      class: row.told_class,
      code: row.code,
      caseKey: member?.case.key ?? null,
      caseLabel: member?.case.label ?? null,
      subject: member === undefined ? null : maskOf(member.subject),
      checkId: row.check_id as Id<'chk'> | null,
      decision: stateOf(row, legal),
    };
  });
}

const stateOf = ({ decided, heard_until }: Row, { today }: LegalTime): DecisionState | null =>
  decided === null ? null : standingOf([{ kind: decided, heardUntil: heard_until }], today).state;
