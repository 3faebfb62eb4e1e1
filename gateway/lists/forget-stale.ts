/** A mended binding's reports show for a while that it was mended; after that nobody has a use for them. */
import { sql } from 'kysely';
import type { World } from '../world.ts';
import { listedAs } from './listed-as.ts';

/** Since the last report: a version that is no longer in force gets no new ones. */
const KEPT_DAYS = 90;

/** What is still in force and still does not match stays, however long ago somebody met it. */
export async function forgetStale({ db, clock, lists }: World): Promise<void> {
  const before = new Date(clock.now() - KEPT_DAYS * 86_400_000);
  const old = await db
    .selectFrom('stale_binding_report')
    .select(['organisation', 'binding', 'version', 'origin'])
    .groupBy(['organisation', 'binding', 'version', 'origin'])
    .having(sql<boolean>`max(last_at) < ${before}`)
    .execute();
  if (old.length === 0) return;
  const bindings = await lists.bindings();
  for (const { organisation, binding, version, origin } of old) {
    if (listedAs(bindings, { binding, origin, version })?.version === version) continue;
    await db
      .deleteFrom('stale_binding')
      .where((eb) => eb.and({ organisation, binding, version, origin }))
      .execute();
  }
}
