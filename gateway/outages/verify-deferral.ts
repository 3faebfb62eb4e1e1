import { type DeferralClaims, verifyDeferral } from '@duecheck/core/receipt';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

export interface DeferralPlace {
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly effect: string;
  readonly caseKey: string;
  readonly part: string;
}

export type VerifiedDeferral =
  | { readonly ok: true; readonly claims: DeferralClaims; readonly key: { readonly iss: string; readonly sub: string } }
  | { readonly ok: false; readonly code: string };

/** Against the key that its signer registered with us, for the actor and organisation that it was bound to. */
export async function verifyDeferralHere(
  trx: Trx,
  world: World,
  token: string,
  place: DeferralPlace,
): Promise<VerifiedDeferral> {
  const verified = await verifyDeferral({
    token,
    suite: world.suite,
    now: world.clock.now(),
    findKey: async (kid) => {
      const key = await trx.selectFrom('deferral_key').selectAll().where('kid', '=', kid).executeTakeFirst();
      if (key === undefined || key.valid_until.getTime() < world.clock.now()) return undefined;
      return { jwk: key.jwk, organisation: key.organisation, iss: key.iss, sub: key.sub };
    },
    expect: place,
  });
  return verified.ok ? { ok: true, claims: verified.claims, key: verified.key } : verified;
}
