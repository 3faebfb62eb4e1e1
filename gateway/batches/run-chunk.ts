/** One step of a batch that runs: its next members looked up, or its end. */
import { sql } from 'kysely';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type BatchRow, starterOf } from './batch-row.ts';
import type { Checked } from './checked.ts';
import { keepChecked } from './keep-checked.ts';
import { lookUp, type Members } from './look-up.ts';
import { openMembers } from './members.ts';
import { nextMembers } from './next-members.ts';
import { addToPace } from './pace.ts';

/** More names than this that do not fit their numbers are no slips: somebody is guessing, or took the wrong list. */
const MISMATCHES = { least: 20, share: 0.02 };

/** `stands`: there is nothing to do for this batch now. */
export type Step = 'went-on' | 'stands';

export async function runChunk(world: World, batchId: string): Promise<Step> {
  const catalogue = await world.lists.catalogue();
  const now = { step: 'stands' as Step };
  await lookUp(world, batchId, {
    async begin(trx, batch): Promise<Members | null> {
      if (batch.state !== 'running') return null;
      const account = starterOf(batch);
      const held = await rolesOf(trx, account, (await world.legal(trx)).today, batch.organisation);
      // A withdrawal works at once: whoever of the list was not looked at by then is not looked at (DESIGN §1.4).
      if (roleFor(held, DECIDERS, batch.decision_point) === null) {
        await pause(trx, batch, 'role');
        return null;
      }
      const rows = await nextMembers(trx, world, batch);
      if (rows.length === 0) return null;
      const members = await openMembers(trx, world, batch.organisation, rows);
      const open = new Set(members.map(({ row }) => row.n));
      await markErased(
        trx,
        batchId,
        rows.flatMap(({ n }) => (open.has(n) ? [] : [n])),
      );
      now.step = 'went-on';
      const binding = await world.lists.binding(batch.origin, batch.decision_point);
      return { account, held, binding, catalogue, flags: ['batch'], members };
    },
    async asking(trx, begun) {
      await sql`
        update batch_item i set begun = u.begun
          from unnest(${textArray(begun.map(([{ row }]) => String(row.n)))}::text[],
                      ${textArray(begun.map(([, checkId]) => checkId))}::text[]) as u (n, begun)
         where i.batch_id = ${batchId} and i.n = u.n::int`.execute(trx);
    },
    async end(trx, batch, checked) {
      await keepChecked(trx, batchId, checked, batch.tries);
      const pace = JSON.stringify(addToPace(batch.pace, world.clock.now(), checked.length));
      await trx.updateTable('batch').set({ pace }).where('id', '=', batchId).execute();
      await pauseAtMismatches(trx, batch, checked);
    },
  });
  return now.step;
}

const pause = (trx: Trx, batch: BatchRow, because: 'role' | 'mismatches') =>
  trx.updateTable('batch').set({ state: 'paused', paused_because: because }).where('id', '=', batch.id).execute();

/** Each time that so many more do not fit; whoever then lets it go on has looked at the list. */
async function pauseAtMismatches(trx: Trx, batch: BatchRow, checked: readonly Checked[]): Promise<void> {
  const now = checked.filter((one) => one.class === 'mismatch').length;
  if (now === 0 || batch.state !== 'running') return;
  const { n } = await trx
    .selectFrom('batch_item')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('batch_id', '=', batch.id)
    .where('class', '=', 'mismatch')
    .executeTakeFirstOrThrow();
  const most = Math.max(MISMATCHES.least, Math.ceil(batch.total * MISMATCHES.share));
  const beyond = (count: number) => Math.max(0, Math.ceil(count / most) - 1);
  if (beyond(n) > beyond(n - now)) await pause(trx, batch, 'mismatches');
}

/** A key that was erased takes its person out of every list. */
async function markErased(trx: Trx, batchId: string, places: readonly number[]): Promise<void> {
  if (places.length === 0) return;
  await trx
    .updateTable('batch_item')
    .set({ class: 'invalid', code: 'erased', begun: null })
    .where('batch_id', '=', batchId)
    .where(sql<boolean>`n = any(${[...places]}::int[])`)
    .execute();
}
