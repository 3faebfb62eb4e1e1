import { sql } from 'kysely';
import type { World } from '../world.ts';

/** As long as rules and back-tests look back; past it nothing says any more which numbers stood beside each other. */
const KEPT_MS = 120 * 86_400_000;

export async function forgetNeighbours({ db, clock }: Pick<World, 'db' | 'clock'>): Promise<void> {
  await sql`
    update credit_check set neighbourhood = null
     where neighbourhood is not null and checked_at < ${new Date(clock.now() - KEPT_MS)}`.execute(db);
}
