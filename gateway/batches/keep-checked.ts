/** What became of members, into their rows. */
import { sql } from 'kysely';
import { byteaArray, textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { Checked } from './checked.ts';

/** @param tries the batch's round of asking again. Members whose check is another by now stay as they are. */
export async function keepChecked(
  trx: Trx,
  batchId: string,
  checked: readonly Checked[],
  tries: number | null,
): Promise<void> {
  await sql`
    update batch_item i
       set class = u.class, code = u.code, check_id = u.check_id, told = u.told, begun = null,
           tries = coalesce(${tries}::int, i.tries)
      from unnest(${textArray(checked.map(({ member }) => String(member.row.n)))}::text[],
                  ${textArray(checked.map(({ member }) => member.row.check_id))}::text[],
                  ${textArray(checked.map((one) => one.class))}::text[],
                  ${textArray(checked.map((one) => one.code))}::text[],
                  ${textArray(checked.map(({ answer }) => answer?.checkId ?? null))}::text[],
                  ${byteaArray(checked.map((one) => one.told))}::bytea[]) as u (n, before, class, code, check_id, told)
     where i.batch_id = ${batchId} and i.n = u.n::int and i.check_id is not distinct from u.before`.execute(trx);
  // The batch's counts may be folded once the last of its checks has aged (standing.ts).
  await sql`
    update batch b set fresh_until = greatest(b.fresh_until, c.latest)
      from (select max(fresh_until) as latest from credit_check
             where id = any(${textArray(checked.flatMap(({ answer }) => answer?.checkId ?? []))}::text[])) c
     where b.id = ${batchId} and c.latest is not null`.execute(trx);
}
