/** The only source of a receipt: a decision that took effect (DESIGN §3.6). */

import { toBase64Url } from '@duecheck/core/bytes';
import { type DecisionAnswer, newId, type ReceiptState } from '@duecheck/core/contract';
import { caseHash, type ReceiptClaims, signReceipt } from '@duecheck/core/receipt';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import { NO_CASE } from '../enforcement/reserve.ts';
import { signerOf } from '../keys/key-ring.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';
import { type CaseColumns, casesIn } from './load.ts';

/** Of `use: decision`; never past the check's own freshness (PROTOCOL, Receipt). */
const LIFETIME_MS = 30 * 60_000;

export interface ReceiptBasis {
  readonly decisionId: string;
  readonly checkId: string | null;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly caseKey: string;
  readonly part: string;
  readonly effect: string;
  readonly state: ReceiptState;
  /** By when the owed check must be done; with `owed` only. */
  readonly dueBy: string | null;
  readonly origin: string;
  readonly audience: string;
  readonly catalogueVersion: string;
  readonly entry: { readonly id: string; readonly leafHash: Uint8Array; readonly subjectCommitment: Uint8Array };
  /** Instant by the machine's clock past which the check is no longer fresh; null where there was none. */
  readonly freshUntil: number | null;
}

type Receipt = NonNullable<DecisionAnswer['receipt']>;

export async function issueReceipt(trx: Trx, world: World, basis: ReceiptBasis): Promise<void> {
  const jti = newId('rcp', { now: world.clock.now(), random: world.random(16) });
  await storeReceipt(trx, world, basis.freshUntil, (iat, exp) => ({
    iss: world.url,
    aud: basis.audience,
    jti,
    iat,
    exp,
    use: 'decision',
    state: basis.state,
    ...(basis.dueBy === null ? {} : { dueBy: basis.dueBy }),
    decisionPoint: basis.decisionPoint,
    organisation: basis.organisation,
    caseHash: hashOf(world, jti, basis, { key: basis.caseKey, part: basis.part }),
    subjectCommitment: toBase64Url(basis.entry.subjectCommitment),
    checkId: basis.checkId,
    decisionId: basis.decisionId,
    effect: basis.effect,
    catalogueVersion: basis.catalogueVersion,
    register: { entry: basis.entry.id, leafHash: toBase64Url(basis.entry.leafHash) },
    origin: basis.origin,
  }));
}

export interface Renewal {
  readonly jti: string;
  readonly claims: ReceiptClaims;
  readonly case: { readonly key: string; readonly part: string };
  readonly freshUntil: number | null;
}

/** The same claims under a new name and time; the case hash hangs on the name. */
export async function reissueReceipt(trx: Trx, world: World, { jti, claims, ...of }: Renewal): Promise<void> {
  const caseHashed = hashOf(world, jti, claims, of.case);
  await storeReceipt(trx, world, of.freshUntil, (iat, exp) => ({ ...claims, jti, iat, exp, caseHash: caseHashed }));
}

const hashOf = (
  world: World,
  jti: string,
  { organisation, decisionPoint }: { readonly organisation: string; readonly decisionPoint: string },
  at: { readonly key: string; readonly part: string },
): string => toBase64Url(caseHash(world.suite, { jti, organisation, decisionPoint, key: at.key, part: at.part }));

/** @param life machine instant past which the check is no longer fresh, and how long at most where it is not half an hour */
export async function storeReceipt(
  trx: Trx,
  world: World,
  life: number | null | { readonly freshUntil: number; readonly lifetime: number },
  claimsAt: (iat: number, exp: number) => object,
): Promise<void> {
  const { freshUntil, lifetime } =
    typeof life === 'object' && life ? life : { freshUntil: life, lifetime: LIFETIME_MS };
  const iat = Math.floor(world.clock.now() / 1000);
  const exp = Math.floor(Math.min(iat * 1000 + lifetime, freshUntil ?? Number.POSITIVE_INFINITY) / 1000);
  const claims = claimsAt(iat, exp) as ReceiptClaims;
  await trx
    .insertInto('receipt')
    .values({
      jti: claims.jti,
      decision_id: 'decisionId' in claims ? claims.decisionId : null,
      kid: world.keys.current('receipt').kid,
      claims: JSON.stringify(claims),
      issued_at: new Date(iat * 1000),
      expires_at: new Date(exp * 1000),
      voided_at: null,
    })
    .execute();
}

/**
 * A new decision on a case takes the receipts of earlier ones out of use, so that one case has one live receipt. One that a
 * request has reserved stays: that request may have to be sent again (DESIGN §3, Receipt). Of a round's receipt this case's
 * part goes, and the others' stays.
 */
export async function voidUnused(trx: Trx, places: readonly CaseColumns[], now: number): Promise<void> {
  const cases = casesIn(places);
  const at = new Date(now);
  await sql`
    update receipt r set voided_at = ${at}
     where r.voided_at is null
       and r.decision_id in (
         select d.id from ${cases} join decision d
             on d.organisation = p.organisation and d.decision_point = p.decision_point
            and d.case_key = p.case_key and d.part = p.part)
       and not exists (select 1 from receipt_use u where u.jti = r.jti)`.execute(trx);
  await sql`
    update receipt_member m set voided_at = ${at}
      from ${cases}
     where m.voided_at is null and m.case_key = p.case_key and m.part = p.part
       and not exists (
         select 1 from receipt_use u
          where u.jti = m.jti
            and ((u.case_key = m.case_key and u.part = m.part) or u.case_key = ${NO_CASE}))`.execute(trx);
}

/** Of a decision about one person; a round's receipt is not its members' own. */
export async function standingReceipt(trx: Trx, world: World, decisionId: string): Promise<Receipt | null> {
  const row = await trx
    .selectFrom('receipt')
    .select(['claims', 'kid'])
    .where('decision_id', '=', decisionId)
    .where('voided_at', 'is', null)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : rebuiltReceipt(world, row);
}

/** A replay rebuilds the same bytes from the stored claims and the key that signed them (PROTOCOL, Receipt). */
export async function rebuiltReceipt(
  world: World,
  row: { readonly claims: string; readonly kid: string },
): Promise<Receipt | null> {
  const claims = JSON.parse(row.claims) as ReceiptClaims;
  const key = world.keys.find('receipt', row.kid);
  if (key === undefined) return null;
  const token = await signReceipt(claims, signerOf(key, world.suite), world.suite);
  return { token, expiresAt: iso(claims.exp * 1000), state: claims.state };
}
