/** An enquiry that a person starts on a partner's page: who may open it, what becomes of it, and what the partner learns. */
import { randomUUID } from 'node:crypto';
import { verifyReceipt } from '@duecheck/core/receipt';
import { legalDateOf } from '@duecheck/core/time';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayFigures } from '../../../demo/people/personas.ts';
import { agree } from '../../../gateway/widget/agree.ts';
import { handOver } from '../../../gateway/widget/hand-over.ts';
import { ownEnquiries, takeBack } from '../../../gateway/widget/own-enquiries.ts';
import type { Person } from '../../../gateway/widget/person.ts';
import { enquireOfOneself } from '../../../gateway/widget/self-enquiry.ts';
import { leave, windowGone, windowOpen } from '../../../gateway/widget/sessions.ts';
import { sessionState } from '../../../gateway/widget-host/session-state.ts';
import { type Answer, type City, ISSUER, openCity } from './city.ts';

const ORIGIN = 'http://loans.localhost:7420';
const FIGURES = dayFigures(legalDateOf(new Date().toISOString())).filter(({ persona }) => persona === 'partner');
const personOf = (part: string): Person => {
  const { kind, number, name } = (FIGURES.find((one) => one.part === part) as (typeof FIGURES)[0]).subject;
  return {
    account: { iss: ISSUER, sub: `person-${number.slice(-4)}`, assurance: 'real-name' },
    subject: { kind, number, name },
  };
};
const GENEROUS = personOf('shares a benefit');
const BARE = personOf('nothing to hand over');
const CONSENT = { text: 'handover/1', digest: 'a'.repeat(64) };

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let city: City;
let keys: Keys;
let other: Keys;
beforeAll(async () => {
  city = await openCity();
  [keys, other] = await Promise.all([
    generateKeyPair('ES256', { extractable: true }),
    generateKeyPair('ES256', { extractable: true }),
  ]);
  expect((await register('qz-loans', keys)).status).toBe(200);
  expect((await register('qz-dating', other, { purposes: ['marriage-dating'] })).status).toBe(200);
});
afterAll(() => city.close());

const publicKey = async (of: Keys) => {
  const { kty, crv, x, y } = await exportJWK(of.publicKey);
  return { kid: 'k1', kty, crv, x, y };
};
const register = async (id: string, of: Keys, more: object = {}, user = 'sunhao') =>
  city.post(user, '/v1/partners', {
    id,
    title: { zh: '示例贷款', en: 'Sample loans' },
    origins: [ORIGIN],
    purposes: ['commercial-loan', 'wealth-management'],
    keys: [await publicKey(of)],
    sessionsPerDay: 1000,
    state: 'open',
    reason: '合作协议已签订。',
    ...more,
  });

interface Signing {
  readonly id?: string;
  readonly of?: Keys;
  readonly audience?: string;
  readonly age?: number;
  readonly kid?: string;
}
async function assertion({
  id = 'qz-loans',
  of = keys,
  audience = 'http://gateway.test',
  age = 0,
  kid = 'k1',
}: Signing = {}) {
  const now = Math.floor(city.gateway.world.clock.now() / 1000) - age;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .setJti(randomUUID())
    .sign(of.privateKey);
}
let drawn = 0;
const request = (more: object = {}) => {
  drawn++;
  return {
    decisionPoint: 'commercial-loan',
    case: { key: `loan-${drawn}`, label: `贷款申请 ${drawn}`, part: '1' },
    origin: ORIGIN,
    nonce: randomUUID(),
    ...more,
  };
};
const open = async (body: object = request(), signing: Signing = {}, key?: string) =>
  city.post(await assertion(signing), '/v1/widget/sessions', body, key);
const state = (session: string) => sessionState(city.gateway.world, session);
const code = ({ status, body }: Answer) => (status === 200 ? 200 : `${status} ${body.code}`);
const types = async () =>
  (
    await city.gateway.world.db.selectFrom('register_entry').select(['type', 'id']).orderBy('occurred_at').execute()
  ).map(({ type }) => type);

/** From the partner's request to the receipt in its page. */
async function handed(body = request(), person = GENEROUS) {
  const { session } = (await open(body)).body;
  const { world } = city.gateway;
  // Where a test has moved the clock, nothing is told before the register has caught up.
  await vi.waitUntil(() => world.register.lagSeconds() < 30);
  await agree(world, session, person, CONSENT);
  await handOver(world, session, person);
  const { receipt } = await state(session);
  return { session, body, receipt: receipt as string };
}
const redeem = async (
  receipt: string,
  of: ReturnType<typeof request>,
  more: object = {},
  key?: string,
  signing?: Signing,
) =>
  city.post(
    await assertion(signing),
    '/v1/receipts/verify',
    { receipt, nonce: of.nonce, case: { key: of.case.key, part: of.case.part }, ...more },
    key,
  );

describe('a partner', () => {
  it('is registered by the credit office alone, for rows that rest on the person’s consent, and that is an entry', async () => {
    expect(code(await register('qz-x', keys, {}, 'limin'))).toBe('403 role-missing');
    expect(code(await register('qz-x', keys, {}, 'zhaoping'))).toBe('403 role-missing');
    expect(code(await register('qz-x', keys, { purposes: ['civil-service-hiring'] }))).toBe('422 row-not-for-partners');
    expect(code(await register('qz-x', keys, { purposes: ['self-enquiry'] }))).toBe('422 row-not-for-partners');
    expect(code(await register('qz-rsj', keys))).toBe('400 invalid-body');
    const before = (await types()).filter((type) => type === 'partner.changed').length;
    expect(code(await register('qz-x', keys))).toBe(200);
    expect((await types()).filter((type) => type === 'partner.changed')).toHaveLength(before + 1);
    const { body } = await city.call('sunhao', 'GET', '/v1/partners');
    expect(body.partners.map(({ id }: { id: string }) => id)).toEqual(['qz-dating', 'qz-loans', 'qz-x']);
    expect(code(await city.call('limin', 'GET', '/v1/partners'))).toBe('403 role-missing');
  });

  it.each([
    ['another’s key', { of: () => other }, '401 token-invalid'],
    ['a key that is not registered', { kid: 'k2' }, '401 token-invalid'],
    ['another’s name', { id: 'qz-dating' }, '401 token-invalid'],
    ['nobody’s name', { id: 'nobody' }, '401 token-invalid'],
    ['for another gateway', { audience: 'http://elsewhere.test' }, '401 token-invalid'],
    ['an old one', { age: 900 }, '401 token-expired'],
  ] as const)('with %s is none', async (_, signing, expected) => {
    const { of, ...rest } = signing as Signing & { of?: () => Keys };
    expect(code(await open(request(), of ? { ...rest, of: of() } : rest))).toBe(expected);
  });

  it('signs each assertion with ES256, whatever its header says', async () => {
    const [, payload] = (await assertion()).split('.');
    const none = Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url');
    expect(code(await city.post(`${none}.${payload}.`, '/v1/widget/sessions', request()))).toBe('401 token-invalid');
  });

  it('opens sessions for its own purposes and origins', async () => {
    expect(code(await open())).toBe(200);
    expect(code(await open(request({ decisionPoint: 'marriage-dating' })))).toBe('403 purpose-unregistered');
    expect(code(await open(request({ origin: 'http://elsewhere.localhost:1' })))).toBe('403 purpose-unregistered');
    expect(code(await open(request({ case: { key: '', label: 'x', part: '1' } })))).toBe('400 case-missing');
    expect(code(await open(request({ expectSubject: { kind: 'resident-id', number: '330899189001010011' } })))).toBe(
      '400 subject-invalid',
    );
    const body = request();
    const first = await open(body, {}, 'the-same-key-0001');
    expect((await open(body, {}, 'the-same-key-0001')).body).toEqual(first.body);
    expect(code(await open(request(), {}, 'the-same-key-0001'))).toBe('422 idempotency-key-reused');
  });

  it('leads back only to where it is registered, whatever stands behind the question mark', async () => {
    const known = 'http://loans.localhost:7420/back';
    expect(code(await register('qz-loans', keys, { returnUrls: [known] }))).toBe(200);
    expect(code(await open(request({ returnTo: `${known}?loan=1` })))).toBe(200);
    for (const returnTo of [`${known}/more`, 'http://thief.localhost:1/back', `${known}#x`, 'javascript:alert(1)'])
      expect(code(await open(request({ returnTo }))), returnTo).toBe('400 invalid-body');
  });

  it('that only tries things out never becomes a live one, nor the other way round', async () => {
    const tester = await generateKeyPair('ES256', { extractable: true });
    expect(code(await register('qz-tester', tester, { state: 'test' }))).toBe(200);
    expect(code(await open(request({ test: 'offer' })))).toBe('400 invalid-body');
    expect(code(await open(request({ test: 'offer' }), { id: 'qz-tester', of: tester }))).toBe(200);
    expect(code(await register('qz-tester', tester, { state: 'open' }))).toBe('400 invalid-body');
    expect(code(await register('qz-tester', tester, { state: 'closed' }))).toBe(200);
    expect(code(await register('qz-tester', tester, { state: 'open' }))).toBe('400 invalid-body');
    await open();
    expect(code(await register('qz-loans', keys, { state: 'test' }))).toBe('400 invalid-body');
  });

  it('has so many a day, however many servers ask at once', async () => {
    const few = await generateKeyPair('ES256', { extractable: true });
    await register('qz-few', few, { sessionsPerDay: 3 });
    const all = await Promise.all(Array.from({ length: 8 }, () => open(request(), { id: 'qz-few', of: few })));
    expect(all.map(code).sort()).toEqual([200, 200, 200, ...Array(5).fill('422 sessions-exceeded')]);
  });

  it('that is closed opens, redeems and is handed nothing from the next request on', async () => {
    const shut = await generateKeyPair('ES256', { extractable: true });
    await register('qz-shut', shut);
    const body = request();
    const { session } = (await open(body, { id: 'qz-shut', of: shut })).body;
    await agree(city.gateway.world, session, GENEROUS, CONSENT);
    await register('qz-shut', shut, { state: 'closed' });
    expect(code(await open(request(), { id: 'qz-shut', of: shut }))).toBe('403 partner-closed');
    await expect(handOver(city.gateway.world, session, GENEROUS)).rejects.toMatchObject({ code: 'partner-closed' });
    expect(code(await redeem('x', body, {}, undefined, { id: 'qz-shut', of: shut }))).toBe('403 partner-closed');
  });
});

describe('the person', () => {
  it('sees the result first, and hands over good records alone, by their kinds', async () => {
    const body = request();
    const { session } = (await open(body)).body;
    expect(await state(session)).toEqual({ state: 'waiting', receipt: null });
    const before = (await types()).length;
    const { check, offer } = await agree(city.gateway.world, session, GENEROUS, CONSENT);
    expect(check.outcome.kind).toBe('clear');
    expect(offer).toEqual({ categories: ['positive-record'], benefits: ['favourable-terms'] });
    // That somebody agreed is nobody's business.
    expect(await state(session)).toEqual({ state: 'waiting', receipt: null });
    expect((await types()).slice(before)).toEqual(['authorisation.given', 'check.intent', 'check.result']);
    await handOver(city.gateway.world, session, GENEROUS);
    expect((await types()).at(-1)).toBe('handover.given');
    const { state: now, receipt: handed } = await state(session);
    const receipt = handed as string;
    expect(now).toBe('complete');
    const { world } = city.gateway;
    expect(
      verifyReceipt({
        token: receipt,
        keys: world.keys.all('receipt'),
        suite: world.suite,
        now: world.clock.now(),
        expect: {
          audience: 'qz-loans',
          organisation: 'qz-loans',
          decisionPoint: 'commercial-loan',
          effect: 'favourable',
          origin: ORIGIN,
          case: { key: body.case.key, part: '1' },
          nonce: body.nonce,
        },
      }),
    ).toMatchObject({ ok: true, claims: { use: 'handover', decisionId: null } });
    // Nothing of the person is in it.
    const text = Buffer.from(receipt.split('.')[1] as string, 'base64url').toString();
    for (const secret of [GENEROUS.subject.number, GENEROUS.subject.name, body.case.key, body.case.label])
      expect(text).not.toContain(secret);
  });

  it('is looked up once a session: a second agreement is the same lookup, registered as a replay', async () => {
    const { session } = (await open()).body;
    const first = await agree(city.gateway.world, session, GENEROUS, CONSENT);
    const before = (await types()).length;
    const again = await agree(city.gateway.world, session, GENEROUS, CONSENT);
    expect(again.check.checkId).toBe(first.check.checkId);
    expect((await types()).slice(before)).toEqual(['check.intent', 'check.result']);
  });

  it.each([
    ['declined', async () => {}],
    ['had nothing to hand over', (session: string) => agree(city.gateway.world, session, BARE, CONSENT)],
    ['saw and kept it', (session: string) => agree(city.gateway.world, session, GENEROUS, CONSENT)],
    [
      'is another one than expected',
      (session: string) =>
        expect(agree(city.gateway.world, session, BARE, CONSENT)).rejects.toMatchObject({ code: 'subject-mismatch' }),
      { kind: 'resident-id', number: GENEROUS.subject.number },
    ],
  ] as const)('who %s is the same to the partner', async (_, act, expectSubject?) => {
    const { session } = (await open(request(expectSubject ? { expectSubject } : {}))).body;
    await act(session);
    await leave(city.gateway.world, session);
    // The moment tells nothing either: it is over once the window is gone.
    expect(await state(session)).toEqual({ state: 'waiting', receipt: null });
    await windowGone(city.gateway.world, session);
    city.shift(5000);
    expect(JSON.stringify(await state(session))).toBe('{"state":"closed","receipt":null}');
    await expect(handOver(city.gateway.world, session, GENEROUS)).rejects.toMatchObject({ code: 'state-conflict' });
  });

  it('with bad records has nothing to hand over, and the partner’s row shows none of them', async () => {
    const { session } = (await open()).body;
    const { check, offer } = await agree(city.gateway.world, session, BARE, CONSENT);
    expect([check.outcome.kind, offer]).toEqual(['clear', null]);
    await expect(handOver(city.gateway.world, session, BARE)).rejects.toMatchObject({ code: 'state-conflict' });
  });

  it('whom our registry knows by another name is not looked up, and may come back with the right one', async () => {
    const { session } = (await open()).body;
    const misnamed = { ...GENEROUS, subject: { ...GENEROUS.subject, name: '陶听雪' } };
    const { check, offer } = await agree(city.gateway.world, session, misnamed, CONSENT);
    expect([check.outcome, offer]).toEqual([{ kind: 'refused', reason: 'identity-mismatch', holds: true }, null]);
    expect((await agree(city.gateway.world, session, GENEROUS, CONSENT)).offer).not.toBe(null);
  });

  it('cannot hand over what a friend’s login showed', async () => {
    const { session } = (await open()).body;
    await agree(city.gateway.world, session, GENEROUS, CONSENT);
    await expect(handOver(city.gateway.world, session, BARE)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(agree(city.gateway.world, session, BARE, CONSENT)).rejects.toMatchObject({ code: 'subject-mismatch' });
    expect((await state(session)).state).toBe('waiting');
    await handOver(city.gateway.world, session, GENEROUS);
    expect((await state(session)).state).toBe('complete');
  });

  it('may go back before the window is gone, and not after', async () => {
    const { world } = city.gateway;
    const { session } = (await open()).body;
    await leave(world, session);
    await windowOpen(world, session);
    city.shift(31_000);
    expect((await state(session)).state).toBe('waiting');
    await leave(world, session);
    // A browser that runs no script says nothing: half a minute later it is over all the same.
    city.shift(31_000);
    expect((await state(session)).state).toBe('closed');
    await windowOpen(world, session);
    expect((await state(session)).state).toBe('closed');
  });

  it('sees what she showed to whom, and takes it back: nobody redeems it any more, and each look is registered', async () => {
    const { world } = city.gateway;
    const { session, body, receipt } = await handed();
    const before = (await types()).length;
    const [first] = await ownEnquiries(world, GENEROUS);
    expect(first).toMatchObject({ session, use: 'given', partner: { zh: '示例贷款' } });
    expect((await types()).slice(before)).toEqual(['record.read']);
    expect((await ownEnquiries(world, BARE)).some((one) => one.session === session)).toBe(false);
    await expect(takeBack(world, BARE, session)).rejects.toMatchObject({ code: 'not-found' });
    await takeBack(world, GENEROUS, session);
    expect((await types()).at(-1)).toBe('authorisation.withdrawn');
    await expect(takeBack(world, GENEROUS, session)).rejects.toMatchObject({ code: 'state-conflict' });
    expect((await redeem(receipt, body)).body).toEqual({ valid: false, code: 'expired' });
    expect(await state(session)).toEqual({ state: 'closed', receipt: null });
    expect((await ownEnquiries(world, GENEROUS))[0]?.use).toBe('withdrawn');
  });

  it('sees what is on record of herself, as a lookup like any other', async () => {
    const before = (await types()).length;
    const { outcome } = await enquireOfOneself(city.gateway.world, GENEROUS, 'http://window.test');
    expect(outcome.kind).toBe('clear');
    expect((await types()).slice(before)).toEqual(['check.intent', 'check.result']);
    const shown = outcome.kind === 'clear' ? outcome.records.map(({ category }) => category) : [];
    expect(shown).toContain('positive-record');
    // Also what stands against her; and nothing may be made of it here.
    const other = (await enquireOfOneself(city.gateway.world, BARE, 'http://window.test')).outcome;
    expect(other).toMatchObject({ kind: 'findings', restrictions: [], incentives: [] });
    expect(other.kind === 'findings' && other.records.length).toBeGreaterThan(0);
  });

  it('has fifteen minutes', async () => {
    const { session } = (await open()).body;
    await agree(city.gateway.world, session, GENEROUS, CONSENT);
    city.shift(15 * 60_000);
    expect(await state(session)).toEqual({ state: 'expired', receipt: null });
    await expect(handOver(city.gateway.world, session, GENEROUS)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(agree(city.gateway.world, session, GENEROUS, CONSENT)).rejects.toMatchObject({
      code: 'state-conflict',
    });
  });
});

describe('a receipt that was handed over', () => {
  it('is redeemed once: the winner’s retry gets the same answer, and every other is told', async () => {
    const { receipt, body } = await handed();
    const [a, b] = await Promise.all([
      redeem(receipt, body, {}, 'server-one-0001'),
      redeem(receipt, body, {}, 'server-two-0001'),
    ]);
    const answers = [a, b].map(({ body: answer }) => (answer.valid ? 'valid' : answer.code)).sort();
    expect(answers).toEqual(['already-used', 'valid']);
    const winner = a.body.valid ? 'server-one-0001' : 'server-two-0001';
    const loser = a.body.valid ? 'server-two-0001' : 'server-one-0001';
    expect((await redeem(receipt, body, {}, winner)).body).toEqual(a.body.valid ? a.body : b.body);
    expect((await redeem(receipt, body, {}, loser)).body).toEqual({ valid: false, code: 'already-used' });
    expect((a.body.valid ? a : b).body).toMatchObject({
      decisionPoint: 'commercial-loan',
      claims: { categories: ['positive-record'], benefits: ['favourable-terms'] },
    });
  });

  it.each([
    ['another case', { case: { key: 'loan-0', part: '1' } }, 'case-mismatch'],
    ['another part', { case: { key: 'same', part: '2' } }, 'case-mismatch'],
    ['another nonce', { nonce: 'n'.repeat(20) }, 'nonce-mismatch'],
  ] as const)('is not good for %s', async (_, more, expected) => {
    const body = request({ case: { key: 'same', label: 'x', part: '1' } }) as ReturnType<typeof request>;
    const { receipt } = await handed(body);
    expect((await redeem(receipt, body, more)).body).toEqual({ valid: false, code: expected });
    // And not used up by that.
    expect((await redeem(receipt, body)).body.valid).toBe(true);
    await city.gateway.world.db.deleteFrom('case_subject').execute();
  });

  it('is nobody else’s', async () => {
    const { receipt, body } = await handed();
    const theirs = await redeem(receipt, body, {}, undefined, { id: 'qz-dating', of: other });
    expect(theirs.body).toEqual({ valid: false, code: 'nonce-mismatch' });
  });

  it('is broken by one flipped bit, and by no signature at all', async () => {
    const { receipt, body } = await handed();
    const [head, claims, signature] = receipt.split('.') as [string, string, string];
    const bytes = Buffer.from(signature, 'base64url');
    for (const bit of [0, 7, 511]) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      const token = `${head}.${claims}.${flipped.toString('base64url')}`;
      expect((await redeem(token, body)).body).toEqual({ valid: false, code: 'bad-signature' });
    }
    const none = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg: 'none' }),
    ).toString('base64url');
    expect((await redeem(`${none}.${claims}.`, body)).body).toMatchObject({ valid: false });
    expect((await redeem(receipt, body)).body.valid).toBe(true);
  });

  it('lives for fifteen minutes', async () => {
    const { receipt, body } = await handed();
    city.shift(15 * 60_000);
    expect((await redeem(receipt, body)).body).toEqual({ valid: false, code: 'expired' });
  });

  // Last: the record does not come back.
  it('tells nothing any more once a record behind it has ended, also to who redeemed it before', async () => {
    const [first, second] = [await handed(), await handed()];
    expect((await redeem(first.receipt, first.body, {}, 'before-it-ended-01')).body.valid).toBe(true);
    const { world } = city.gateway;
    const { number, kind } = GENEROUS.subject;
    const { id } = await world.db
      .selectFrom('credit_record')
      .select('id')
      .where('subject_key', '=', Buffer.from(world.index.subject(kind, number)))
      .where('category', '=', 'positive-record')
      .executeTakeFirstOrThrow();
    const change = { state: 'withdrawn', documentNumber: '撤〔2026〕1号', reason: '表彰已撤销。' };
    expect(code(await city.post('sunhao', `/v1/records/${id}/state`, change))).toBe(200);
    for (const { receipt, body, session } of [first, second]) {
      expect((await redeem(receipt, body, {}, 'before-it-ended-01')).body).toEqual({ valid: false, code: 'expired' });
      expect(await state(session)).toEqual({ state: 'expired', receipt: null });
    }
  });
});
