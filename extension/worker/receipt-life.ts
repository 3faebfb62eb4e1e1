import { fromBase64Url } from '@duecheck/core/bytes';
import * as z from 'zod/mini';

const Claims = z.object({ iat: z.number(), exp: z.number() });

/**
 * Until when, by this device's clock, a receipt may be carried: its own span from now. Compared with the gateway's
 * instant, a device half an hour ahead would take every receipt for expired and ask for a decision forever. The gateway
 * alone judges its age (PROTOCOL, Receipt).
 *
 * @param expiresAt ISO instant by the gateway's clock; used where the token cannot be read.
 * @returns milliseconds since 1970.
 */
export function carriedUntil({ token, expiresAt }: { token: string; expiresAt: string }, now: number): number {
  try {
    const { iat, exp } = z.parse(
      Claims,
      JSON.parse(new TextDecoder().decode(fromBase64Url(token.split('.')[1] ?? ''))),
    );
    return now + (exp - iat) * 1000;
  } catch {
    return Date.parse(expiresAt);
  }
}
