import { createHash } from 'node:crypto';
import { iso } from '../clock.ts';
import { defineCapability } from '../http/handler.ts';
import { RequestProblem } from '../http/problem.ts';
import { DECIDERS, roleFor, rolesOf } from '../identity/roles.ts';

const LIFETIME_MS = 30 * 86_400_000;

/**
 * POST /v1/deferral-keys: binds a device's public key to actor and organisation. `kid` is SHA-256 over what an RFC 7638
 * thumbprint hashes and the organisation after it, since one device may serve several.
 */
export const deferralKey = defineCapability('deferralKey', async ({ world, caller, body }) => {
  const { jwk, organisation } = body;
  const { today } = await world.legal(world.db);
  if (roleFor(await rolesOf(world.db, caller, today, organisation), DECIDERS) === null) {
    throw new RequestProblem('role-missing');
  }
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))
    .update(organisation)
    .digest('base64url');
  const until = world.clock.now() + LIFETIME_MS;
  const row = { iss: caller.iss, sub: caller.sub, valid_until: new Date(until) };
  const bound = await world.db
    .insertInto('deferral_key')
    .values({ kid, organisation, jwk: JSON.stringify(jwk), registered_at: new Date(world.clock.now()), ...row })
    .onConflict((conflict) =>
      conflict
        .column('kid')
        .doUpdateSet({ valid_until: row.valid_until })
        .where('deferral_key.iss', '=', caller.iss)
        .where('deferral_key.sub', '=', caller.sub),
    )
    .executeTakeFirst();
  // It is somebody else's: what it signs would be told as theirs.
  if ((bound.numInsertedOrUpdatedRows ?? 0n) === 0n) throw new RequestProblem('state-conflict');
  return { kid, until: iso(until) };
});
