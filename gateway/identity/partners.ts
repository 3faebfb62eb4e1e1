/**
 * A partner's server, known by a JWT that it signs anew for each call with its own key (RFC 7523 §3, RFC 8725): nothing to
 * steal from our side, and nothing of ours to keep secret on theirs. Read at each call: a partner that is closed is closed at once.
 */
import type { PartnerKey } from '@duecheck/core/contract';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose';
import { RequestProblem } from '../http/problem.ts';
import type { World } from '../world.ts';

export interface Partner {
  readonly id: string;
  readonly origins: readonly string[];
  readonly purposes: readonly string[];
  readonly sessionsPerDay: number;
  readonly returnUrls: readonly string[];
  /** Its sessions look nobody up. */
  readonly tests: boolean;
}

/** As an idempotency key's owner. */
export const accountOf = ({ id }: Partner) => ({ iss: 'urn:duecheck:partner', sub: id });

/** @throws RequestProblem `token-invalid`, `token-expired`, `partner-closed` */
export async function findPartner(world: Pick<World, 'db' | 'clock' | 'url'>, token: string): Promise<Partner> {
  const { iss, kid } = claimedIn(token);
  const row = await world.db.selectFrom('partner').selectAll().where('id', '=', iss).executeTakeFirst();
  const key = row?.keys.find((one) => one.kid === kid);
  if (row === undefined || key === undefined) throw new RequestProblem('token-invalid');
  await verify(token, key, { iss, now: world.clock.now(), audience: world.url });
  if (row.state === 'closed') throw new RequestProblem('partner-closed');
  return {
    id: row.id,
    origins: row.origins,
    purposes: row.purposes,
    sessionsPerDay: row.sessions_per_day,
    returnUrls: row.return_urls,
    tests: row.state === 'test',
  };
}

/** What the token says of itself, before anything is believed. */
function claimedIn(token: string): { readonly iss: string; readonly kid: string } {
  try {
    const { iss } = decodeJwt(token);
    const { kid } = decodeProtectedHeader(token);
    if (typeof iss === 'string' && typeof kid === 'string') return { iss, kid };
  } catch (cause) {
    throw new RequestProblem('token-invalid', { cause });
  }
  throw new RequestProblem('token-invalid');
}

async function verify(
  token: string,
  { kty, crv, x, y }: PartnerKey,
  { iss, now, audience }: { readonly iss: string; readonly now: number; readonly audience: string },
): Promise<void> {
  try {
    await jwtVerify(token, await importJWK({ kty, crv, x, y }, 'ES256'), {
      algorithms: ['ES256'],
      issuer: iss,
      subject: iss,
      audience,
      requiredClaims: ['exp', 'iat', 'jti'],
      maxTokenAge: '5 minutes',
      clockTolerance: 5,
      currentDate: new Date(now),
    });
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new RequestProblem('token-expired');
    throw new RequestProblem('token-invalid', { cause });
  }
}
