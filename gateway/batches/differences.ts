/**
 * Who changed between two runs of one list. What was shown before and is not shown now has ended, or is as good as ended: it is
 * as if never there, and so is the change (DESIGN §1.6). What is told is what came: a record that was not there, another state
 * of one that still is, a name that no longer fits, a source that did or did not answer.
 */
import { type RawBuilder, sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { fresh } from './standing.ts';

/** Over `batch_item i left join credit_check c`, of a run whose `before` is the other one. */
export const changedSince = (before: string, legal: LegalTime): RawBuilder<boolean> => sql<boolean>`
  i.class is not null and i.class <> 'invalid' and exists (
    select 1 from batch_item b left join credit_check was on was.id = b.check_id
     where b.batch_id = ${before} and b.n = i.n and b.told is not null and b.told is distinct from i.told
       and (i.class not in ('clear', 'findings')
            or (${fresh(legal)}
                and (${anyOf(sql`c.result_entry`, sql`was.result_entry`)}
                     or not ${anyOf(sql`was.result_entry`, sql`c.result_entry`)}))))`;

/** Whether one entry showed a record that the other did not. */
const anyOf = (one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
  exists (select 1 from shown_record s where s.entry = ${one}
             and not exists (select 1 from shown_record o where o.entry = ${other} and o.record = s.record))`;
