import type { Trx } from '../store/database.ts';

/**
 * `aud` of a receipt: the enforcement point of this origin. Where a host has none, layer 4 is missing and a bypass is only
 * detected, by coverage (DESIGN §5); the receipt is then for nobody to redeem.
 */
export async function audienceOf(trx: Trx, at: { organisation: string; origin: string }): Promise<string> {
  const point = await trx
    .selectFrom('enforcement_point')
    .select('id')
    .where('origin', '=', at.origin)
    .where('organisation', '=', at.organisation)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return point?.id ?? `none:${at.origin}`;
}
