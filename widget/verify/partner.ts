import { HEADERS, RedeemAnswer, ROUTES, type Route, WidgetSessionAnswer } from '@duecheck/core/contract';
import { type CryptoKey, type JWK, SignJWT } from 'jose';
import ky, { HTTPError } from 'ky';
import type * as z from 'zod/mini';
import { isPartnerErrorCode, PartnerError } from './partner-error.ts';
import type { OpenedSession, Redeemed, RedeemRequest, SessionRequest } from './types.ts';

export interface PartnerOptions {
  /** Public address of the gateway, such as `https://gateway.example`. */
  readonly gateway: string;
  /** As the credit office registered you. */
  readonly id: string;
  /** ES256 private key, as a key or a JWK; its public half is registered under `kid`, and the key itself never leaves you. */
  readonly key: CryptoKey | JWK;
  readonly kid: string;
  /** Replaced in tests. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Partner {
  /**
   * Opens one enquiry for the element's `session`. Nobody is looked up before the person agrees.
   *
   * @param idempotencyKey the same key, with the same nonce, opens the same enquiry; left out, a new one
   * @throws PartnerError `purpose-unregistered`, `sessions-exceeded`, `partner-closed`, `subject-invalid`, `unreachable` …
   */
  openSession(request: SessionRequest, idempotencyKey?: string): Promise<OpenedSession>;
  /**
   * Redeems a receipt, once. The same key gets the same answer again, so keep one a receipt; another is told `already-used`.
   *
   * @returns `valid: false` with the reason where the receipt does not stand; never throws for that
   * @throws PartnerError
   */
  redeem(request: RedeemRequest, idempotencyKey: string): Promise<Redeemed>;
}

/** An assertion is for one call; clocks may differ by some of this. */
const ASSERTION_SECONDS = 60;
/** Of one question, with its tries. */
const DEADLINE_MS = 10_000;

/**
 * @example
 * const partner = createPartner({ gateway, id: 'qz-loans', key, kid: 'k1' });
 * const loan = await partner.openSession({ decisionPoint: 'commercial-loan', case: '2026-0001', origin });
 * // … the page's element puts its receipt into your form …
 * const answer = await partner.redeem({ ...loan, receipt }, loan.session);
 * if (answer.valid) grant(answer.claims.benefits);
 */
export function createPartner({ gateway, id, key, kid, now = Date.now, ...options }: PartnerOptions): Partner {
  async function call<T>(route: Route, answer: z.ZodMiniType<T>, body: object, idempotencyKey: string): Promise<T> {
    try {
      const response = await ky(new URL(route.path, gateway), {
        method: route.method,
        json: body,
        headers: { authorization: `Bearer ${await assertion()}`, [HEADERS.idempotencyKey]: idempotencyKey },
        // The same key each time: a lost answer is asked for again, and nothing happens twice.
        retry: { limit: 2, methods: ['post'], statusCodes: [502, 503, 504] },
        timeout: DEADLINE_MS,
        ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      });
      return answer.parse(await response.json());
    } catch (error) {
      if (!(error instanceof HTTPError)) throw new PartnerError('unreachable', '', { cause: error });
      const { code, requestId } = (error.data ?? {}) as { code?: unknown; requestId?: unknown };
      const known = isPartnerErrorCode(code) ? code : 'unreachable';
      throw new PartnerError(known, typeof requestId === 'string' ? requestId : '', { cause: error });
    }
  }

  /** RFC 7523 §3, for this gateway alone. */
  const assertion = (): Promise<string> => {
    const at = Math.floor(now() / 1000);
    return new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(id)
      .setSubject(id)
      .setAudience(new URL(gateway).origin)
      .setIssuedAt(at)
      .setExpirationTime(at + ASSERTION_SECONDS)
      .setJti(crypto.randomUUID())
      .sign(key);
  };

  return {
    async openSession({ case: given, nonce = crypto.randomUUID(), ...request }, idempotencyKey = crypto.randomUUID()) {
      const of = typeof given === 'string' ? { key: given, label: given, part: '1' } : given;
      const body = { ...request, case: of, nonce };
      const opened = await call(ROUTES.openWidgetSession, WidgetSessionAnswer, body, idempotencyKey);
      return { ...opened, nonce, case: { key: of.key, part: of.part } };
    },
    async redeem({ receipt, nonce, case: of }, idempotencyKey) {
      if (receipt === undefined || receipt === '') return { valid: false, code: 'malformed' };
      // A case as it was opened has a label too, which is nobody's business here.
      const body = { receipt, nonce, case: { key: of.key, part: of.part } };
      return call(ROUTES.redeem, RedeemAnswer, body, idempotencyKey);
    },
  };
}
