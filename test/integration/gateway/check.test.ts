import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, caseOf, ORIGIN, openCity, TOUR } from './city.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

describe('a check', () => {
  it('finds nothing that matters, and says so in the register', async () => {
    const before = await city.entries();
    const { status, body } = await city.check(TOUR.a);
    expect(status).toBe(200);
    expect(body.outcome).toMatchObject({ kind: 'clear', identity: 'confirmed' });
    // INTENT and RESULT.
    expect(await city.entries()).toBe(before + 2);
    expect(body.entry).toMatch(/^ent_/);
    expect(body.subject.number).toBe(`${TOUR.a.shown.number.slice(0, 3)}*************${TOUR.a.shown.number.slice(-2)}`);
  });

  it('finds a record, and offers what the law allows on it with its basis', async () => {
    const { body } = await city.check(TOUR.b);
    expect(body.outcome.kind).toBe('findings');
    expect(body.outcome.records).toHaveLength(1);
    expect(body.outcome.restrictions.map((r: { measure: string }) => r.measure)).toContain('cancel-hiring');
    const [offer] = body.outcome.restrictions;
    expect(offer.grounds[0].basis).toMatch(/^(CSL-109|CS-RECRUIT-5)$/);
    expect(offer.grounds[0].records).toEqual([body.outcome.records[0].id]);
  });

  it('offers no restriction on a disputed record alone, and shows it as disputed', async () => {
    const { body } = await city.check(TOUR.disputed);
    expect(body.outcome.records[0].state).toBe('disputed');
    expect(body.outcome.restrictions).toEqual([]);
  });

  it('shows nothing of a repaired record', async () => {
    const { body } = await city.check(TOUR.repaired);
    expect(body.outcome.kind).toBe('clear');
    expect(JSON.stringify(body)).not.toContain('repair');
  });

  it('refuses where name and number do not match, registered, and never tells the registered name', async () => {
    const before = await city.entries();
    const { status, body } = await city.check(TOUR.mismatch);
    expect(status).toBe(200);
    expect(body.outcome).toEqual({ kind: 'refused', reason: 'identity-mismatch', holds: true });
    expect(JSON.stringify(body)).not.toContain(TOUR.mismatch.registered.name);
    expect(await city.entries()).toBe(before + 2);
  });

  it('refuses an account without the role, registered', async () => {
    const { status, body } = await city.check(TOUR.a, { user: 'linna', caseKey: 'other' });
    expect(status).toBe(200);
    expect(body.outcome).toEqual({ kind: 'refused', reason: 'role', holds: true });
  });

  it('refuses another person for the same case', async () => {
    await city.check(TOUR.a, { caseKey: 'one-case' });
    const before = await city.entries();
    const { status, body } = await city.check(TOUR.b, { caseKey: 'one-case' });
    expect([status, body.code]).toEqual([409, 'subject-mismatch']);
    expect(await city.entries()).toBe(before);
  });

  it('answers the same key with the same check, and registers the second showing', async () => {
    const first = await city.check(TOUR.a, { key: 'same-key-0001' });
    const before = await city.entries();
    const second = await city.check(TOUR.a, { key: 'same-key-0001' });
    expect(second.body.checkId).toBe(first.body.checkId);
    expect(second.body.entry).not.toBe(first.body.entry);
    expect(await city.entries()).toBe(before + 2);
    const other = await city.check(TOUR.b, { key: 'same-key-0001' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('makes one check of ten requests at once with one key', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => city.check(TOUR.c, { key: 'ten-at-once-1' })));
    expect(new Set(answers.map((a) => a.body.checkId)).size).toBe(1);
  });
});

describe('bad input', () => {
  const body = () => ({
    decisionPoint: 'civil-service-hiring',
    case: caseOf(TOUR.a),
    subject: { kind: 'resident-id', number: TOUR.a.shown.number, name: TOUR.a.shown.name },
    origin: ORIGIN,
  });
  const cases: [string, unknown, number, string][] = [
    [
      'a wrong digit',
      { ...body(), subject: { ...body().subject, number: TOUR.wrongDigit.shown.number } },
      400,
      'subject-invalid',
    ],
    [
      'a masked number',
      { ...body(), subject: { ...body().subject, number: '3308**********0016' } },
      400,
      'subject-invalid',
    ],
    ['an unknown field', { ...body(), extra: 1 }, 400, 'unknown-field'],
    ['a wrong type', { ...body(), origin: 7 }, 400, 'invalid-body'],
    ['no case', { ...body(), case: undefined }, 400, 'case-missing'],
    ['an empty case', { ...body(), case: { key: '', label: '' } }, 400, 'case-missing'],
    ['an unknown decision point', { ...body(), decisionPoint: 'no-such-point' }, 404, 'unknown-decision-point'],
    ['a foreign origin', { ...body(), origin: 'http://elsewhere.example' }, 403, 'origin-unbound'],
    ['broken JSON', '{"decisionPoint":', 400, 'malformed-json'],
    ['too much', { ...body(), matter: 'x'.repeat(40_000) }, 413, 'body-too-large'],
  ];
  it.each(cases)('%s is a problem with a stable code, and leaves no entry', async (_, sent, status, code) => {
    const before = await city.entries();
    const answer = await city.post('limin', '/v1/checks', sent);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.requestId).toBeTruthy();
    expect(JSON.stringify(answer.body)).not.toContain(TOUR.a.shown.number);
    expect(await city.entries()).toBe(before);
  });

  it('wants a token, a valid one, and an unexpired one', async () => {
    for (const [user, code] of [
      ['', 'token-missing'],
      ['forged', 'token-invalid'],
      ['expired', 'token-expired'],
    ] as const) {
      const answer = await city.post(user, '/v1/checks', body());
      expect([answer.status, answer.body.code]).toEqual([401, code]);
    }
  });

  it('wants an Idempotency-Key', async () => {
    const answer = await city.call('limin', 'POST', '/v1/checks', body());
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency-key-missing']);
  });
});

describe('what is due', () => {
  const due = (user = 'limin', key = '9412') =>
    city.call(user, 'POST', '/v1/due', { decisionPoint: 'civil-service-hiring', case: { key }, origin: ORIGIN });

  it('is a mandatory check that holds, until it was made', async () => {
    expect((await due('limin', 'fresh-case')).body).toMatchObject({ due: 'mandatory', holds: true, lastCheckAt: null });
    await city.check(TOUR.a, { caseKey: 'fresh-case' });
    expect((await due('limin', 'fresh-case')).body).toMatchObject({ due: 'mandatory', holds: false });
  });

  it('is told to nobody without a role there, and registers nothing', async () => {
    const before = await city.entries();
    expect((await due('zhaoping')).body.code).toBe('role-missing');
    expect(await city.entries()).toBe(before);
  });
});
