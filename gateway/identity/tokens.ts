/** Access tokens of an OpenID Connect issuer: RFC 9068 profile, verified against the issuer's published keys. */
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import { RequestProblem } from '../http/problem.ts';
import { loopbackFetch } from '../loopback-fetch.ts';

export interface Account {
  readonly iss: string;
  readonly sub: string;
  /** How the person was authenticated (`acr`), as the issuer says. */
  readonly assurance: string;
}

export type VerifyToken = (token: string) => Promise<Account>;

/** The audience that access tokens for any gateway of a city carry. */
export const AUDIENCE = 'urn:duecheck:gateway';

/** What says nothing of the token: no answer in time, none with 200 and JSON, or not a key set. */
const OF_THE_ISSUER: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  errors.JOSEError.code,
]);

/** @throws RequestProblem `token-expired`, `token-invalid`, or `unavailable` where the issuer's keys cannot be had. */
export function createTokenVerifier(issuer: string): VerifyToken {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`), { [customFetch]: loopbackFetch, timeoutDuration: 3000 });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: AUDIENCE,
        // RFC 9068 §4: an identity token of the same issuer is no access token.
        typ: 'at+jwt',
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: 5,
      });
      return {
        iss: issuer,
        sub: payload.sub as string,
        assurance: typeof payload.acr === 'string' ? payload.acr : 'typed',
      };
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) throw new RequestProblem('token-expired');
      if (cause instanceof errors.JOSEError && !OF_THE_ISSUER.has(cause.code)) {
        throw new RequestProblem('token-invalid', { cause });
      }
      throw new RequestProblem('unavailable', { detail: 'The identity provider does not answer.', cause });
    }
  };
}
