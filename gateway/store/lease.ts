/**
 * One holder at a time, by a row and the clock: portable where advisory locks are not (DESIGN §7). A lease only keeps
 * work from being done twice; what must never happen twice has its own guard (the register's head is compared and swapped),
 * because clocks differ and a paused holder wakes late.
 */
import type { Database } from './database.ts';

export interface LeaseRequest {
  readonly name: string;
  /** Who asks: unique to the process. */
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ttlMs: number;
}

/** Takes or extends the lease. @returns whether the asker holds it now */
export async function takeLease(db: Database, { name, holder, now, ttlMs }: LeaseRequest): Promise<boolean> {
  // Asking first keeps those who wait from locking the row, several times a second, for nothing.
  const held = await db.selectFrom('lease').select(['holder', 'until']).where('name', '=', name).executeTakeFirst();
  if (held !== undefined && held.holder !== holder && held.until.getTime() > now) return false;
  const taken = await db
    .insertInto('lease')
    .values({ name, holder, until: new Date(now + ttlMs) })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, until: new Date(now + ttlMs) })
        .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<=', new Date(now))])),
    )
    .returning('holder')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Gives the lease back, so that the next holder need not wait for its end. */
export async function dropLease(db: Database, { name, holder }: Pick<LeaseRequest, 'name' | 'holder'>): Promise<void> {
  await db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute();
}
