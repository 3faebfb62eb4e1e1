/** What a partner's server does, by the package that it installs, against a real gateway. */
import { randomUUID } from 'node:crypto';
import { legalDateOf } from '@duecheck/core/time';
import { createPartner, PartnerError, verifyHandover } from '@duecheck/widget/verify';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayFigures } from '../../../demo/people/personas.ts';
import { agree } from '../../../gateway/widget/agree.ts';
import { handOver } from '../../../gateway/widget/hand-over.ts';
import { sessionState } from '../../../gateway/widget-host/session-state.ts';
import { type City, ISSUER, openCity } from './city.ts';

const ORIGIN = 'http://loans.localhost:7420';
let city: City;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
beforeAll(async () => {
  [city, keys] = [await openCity(), await generateKeyPair('ES256', { extractable: true })];
  const { kty, crv, x, y } = await exportJWK(keys.publicKey);
  await city.post('sunhao', '/v1/partners', {
    ...{
      id: 'qz-loans',
      title: { zh: '示例贷款', en: 'Sample loans' },
      origins: [ORIGIN],
      purposes: ['commercial-loan'],
    },
    ...{ keys: [{ kid: 'k1', kty, crv, x, y }], sessionsPerDay: 100, state: 'open', reason: '合作协议已签订。' },
  });
});
afterAll(() => city.close());

/** By its public name, which resolves nowhere here. */
const toCity: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  return fetch(new Request(request.url.replace('http://gateway.test', city.url), request));
};
const partner = (through: typeof fetch = toCity) =>
  createPartner({ gateway: 'http://gateway.test', id: 'qz-loans', key: keys.privateKey, kid: 'k1', fetch: through });
const loanOf = () => ({ key: randomUUID(), label: '贷款申请', part: '1' });
const request = (loan = loanOf()) => ({
  decisionPoint: 'commercial-loan',
  case: loan,
  origin: ORIGIN,
  nonce: randomUUID(),
});

async function handed() {
  const asked = request();
  const { session } = await partner().openSession(asked);
  const { kind, number, name } = (
    dayFigures(legalDateOf(new Date().toISOString())).find(({ part }) => part === 'shares a benefit') as ReturnType<
      typeof dayFigures
    >[0]
  ).subject;
  const person = { account: { iss: ISSUER, sub: 'sharer', assurance: 'real-name' }, subject: { kind, number, name } };
  await agree(city.gateway.world, session, person, { text: 'handover/1', digest: 'a'.repeat(64) });
  await handOver(city.gateway.world, session, person);
  const { receipt } = (await sessionState(city.gateway.world, session)) as { receipt: string };
  return { asked, receipt };
}

describe('a partner’s server', () => {
  it('opens an enquiry, looks at the receipt by itself, and redeems it', async () => {
    const { asked, receipt } = await handed();
    const jwks = (await city.call('', 'GET', '/.well-known/jwks.json')).body;
    const expected = {
      partner: 'qz-loans',
      decisionPoint: asked.decisionPoint,
      nonce: asked.nonce,
      origin: ORIGIN,
      case: asked.case,
    };
    expect(verifyHandover(receipt, jwks, expected)).toMatchObject({ ok: true, claims: { use: 'handover' } });
    for (const [more, code] of [
      [{ nonce: 'another-one-entirely' }, 'nonce-mismatch'],
      [{ partner: 'qz-dating' }, 'audience-mismatch'],
      [{ origin: 'http://elsewhere.localhost:1' }, 'origin-mismatch'],
      [{ case: { key: 'other', part: '1' } }, 'case-mismatch'],
      [{ decisionPoint: 'marriage-dating' }, 'decision-point-mismatch'],
    ] as const)
      expect(verifyHandover(receipt, jwks, { ...expected, ...more })).toEqual({ ok: false, code });
    expect(
      verifyHandover(receipt, { keys: [{ kid: 'x' }, { kty: 'OKP', crv: 'Ed25519', x: '!', kid: 'y' }] }, expected),
    ).toEqual({
      ok: false,
      code: 'unknown-key',
    });
    expect(verifyHandover(receipt, jwks, expected, Date.now() + 900_001)).toEqual({ ok: false, code: 'expired' });
    const { case: loan, nonce } = asked;
    const at = { receipt, nonce, case: loan };
    const answer = await partner().redeem(at, 'loan-0001');
    expect(answer).toMatchObject({ valid: true, claims: { benefits: ['favourable-terms'] } });
    expect(await partner().redeem(at, 'loan-0001')).toEqual(answer);
    expect(await partner().redeem(at, 'loan-0002')).toEqual({ valid: false, code: 'already-used' });
  });

  it('asks again under the same key where an answer was lost, and opens no second enquiry', async () => {
    let lost = 0;
    const sent: (string | null)[] = [];
    const flaky: typeof fetch = async (input, init) => {
      const asked = new Request(input, init);
      sent.push(asked.headers.get('idempotency-key'));
      const answer = await toCity(asked);
      if (lost++ === 0) return new Response('', { status: 503, headers: { 'retry-after': '0' } });
      return answer;
    };
    const before = await count();
    await partner(flaky).openSession(request());
    expect([await count(), new Set(sent).size, sent.length]).toEqual([before + 1, 1, 2]);
  });

  it('is told by stable codes what was refused, and that nobody answered', async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => null,
        (error: unknown) => error,
      );
    const elsewhere = await refused(partner().openSession({ ...request(), origin: 'http://elsewhere.localhost:1' }));
    expect(elsewhere).toBeInstanceOf(PartnerError);
    expect(elsewhere).toMatchObject({
      code: 'purpose-unregistered',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const away = await refused(
      partner(async () => Promise.reject(new TypeError('fetch failed'))).redeem(
        { receipt: 'x', nonce: 'n'.repeat(16), case: { key: 'k', part: '1' } },
        'loan-0003',
      ),
    );
    expect(away).toMatchObject({ code: 'unreachable', requestId: '' });
  });
});

const count = async () =>
  Number(
    (
      await city.gateway.world.db
        .selectFrom('widget_session')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
