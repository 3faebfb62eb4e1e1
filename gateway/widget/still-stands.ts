import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import type { Session } from './sessions.ts';

/**
 * Whether what a person saw and handed over may still be told: none of its records was repaired, withdrawn or sealed since, and the
 * check is fresh. Otherwise it is as if it had never been handed over (DESIGN §1.6). Of a test session there was nothing to end.
 */
export async function stillStands(
  db: Database | Trx,
  world: World,
  { check_id }: Pick<Session, 'check_id'>,
): Promise<boolean> {
  if (check_id === null) return true;
  const check = await db
    .selectFrom('credit_check')
    .select(['outdated', 'fresh_until'])
    .where('id', '=', check_id)
    .executeTakeFirstOrThrow();
  const { instant } = await world.legal(db);
  return !check.outdated && instant < check.fresh_until.getTime();
}
