/** Texts of refused rows are there to be mended; what nobody fetched in a month is not kept (个人信息保护法 art. 19). */
import type { World } from '../world.ts';

const KEPT_DAYS = 30;

export async function forgetRejects(world: World): Promise<void> {
  const before = new Date(world.clock.now() - KEPT_DAYS * 86_400_000);
  await world.db
    .updateTable('import_reject')
    .set({ row_text: null, wrapped_key: null })
    .where('row_text', 'is not', null)
    .where((eb) => eb('import_id', 'in', eb.selectFrom('office_import').select('id').where('started_at', '<', before)))
    .execute();
}
