import { createHash } from 'node:crypto';

/** What every call carries beside its own fields. */
export interface Signature {
  readonly appKey: string;
  /** Milliseconds by the machine's clock, as digits. */
  readonly requestTime: string;
  readonly sign: string;
}

/**
 * `MD5(appKey + secret + requestTime)` in hex, as such platforms want it (domain/FORMATS §6). It is weak: MD5 is broken,
 * and the fields of the call are not under the signature, so whoever sees one call can send another within its minutes.
 * It only names the caller. What protects the call is mutual TLS under it, without which no source is opened
 * (`config.ts`).
 */
export function signCall(appKey: string, secret: string, now: number): Signature {
  const requestTime = String(now);
  const sign = createHash('md5').update(`${appKey}${secret}${requestTime}`).digest('hex');
  return { appKey, requestTime, sign };
}
