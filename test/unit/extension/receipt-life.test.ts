import { expect, it } from 'vitest';
import { carriedUntil } from '../../../extension/worker/receipt-life.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const issued = Date.parse('2026-11-24T01:00:00Z');
const receipt = {
  token: `${part({ alg: 'EdDSA' })}.${part({ iat: issued / 1000, exp: issued / 1000 + 1800 })}.c2ln`,
  expiresAt: '2026-11-24T01:30:00Z',
};

it.each([-3_600_000, 0, 3_600_000])('a receipt is carried for its span on a device %i ms off', (skew) =>
  expect(carriedUntil(receipt, issued + skew)).toBe(issued + skew + 1_800_000),
);

it('a token that cannot be read ends when the gateway says', () =>
  expect(carriedUntil({ ...receipt, token: 'x' }, issued)).toBe(Date.parse(receipt.expiresAt)));
