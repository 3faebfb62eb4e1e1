import { type IdentityKind, parseIdentity } from '@duecheck/core/subject';
import type { Random } from './random.ts';

/** Region 330899 was never allocated, so no number made here belongs to anybody (domain/IDS §1). */
const REGION = '330899';
const CHECKS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

/** The number that `body` becomes with its check character, found by asking the core's own parser. */
export function withCheck(body: string, kind: IdentityKind): string {
  for (const check of CHECKS) {
    const read = parseIdentity(body + check, kind);
    if (read.status === 'valid' && !read.problems.some(({ code }) => code === 'organisation-code'))
      return read.canonical;
  }
  throw new RangeError(`no check character fits a ${kind}`);
}

/** Born in the 1890s: `330899` + date + sequence + check. */
export const residentId = (birth: string, sequence: number): string =>
  withCheck(`${REGION}${birth}${String(sequence).padStart(3, '0')}`, 'resident-id');

/** @param head authority and kind, such as `91`; the organisation code's own check is found as well. */
export function uscc(head: string, n: number): string {
  const organisation = `MA${String(n).padStart(6, '0')}`;
  for (const inner of '0123456789X') {
    try {
      return withCheck(`${head}${REGION}${organisation}${inner}`, 'uscc');
    } catch {
      // Another inner check character, then.
    }
  }
  throw new RangeError('no inner check character fits');
}

export const birthIn1890s = (random: Random): string => {
  const day = new Date(Date.UTC(1890, 0, random.int(1, 3652)));
  return day.toISOString().slice(0, 10).replaceAll('-', '');
};

const padded = (n: number, length: number): string => String(n).padStart(length, '0');

/** Documents other than the resident's card, each from the specimen ranges of domain/IDS. */
export const foreignNumber = {
  'residence-permit': (n: number) =>
    withCheck(`8${(n % 3) + 1}00001890${padded((n % 12) + 1, 2)}01${padded(n % 1000, 3)}`, 'residence-permit'),
  'permanent-resident-id': (n: number) =>
    withCheck(`933124189001${padded((n % 28) + 1, 2)}${padded(n % 1000, 3)}`, 'permanent-resident-id'),
  'permanent-resident-id-old': (n: number) => `UTO33001890${padded(n % 10_000, 4)}`,
  'hong-kong-macao-permit': (n: number) => `${n % 2 ? 'M' : 'H'}${padded(n, 8)}${n % 3 ? '' : '00'}`,
  'taiwan-permit': (n: number) => padded(n, 8),
  passport: (n: number) => `E${padded(n, 8)}`,
  'foreign-passport': (n: number) => `UTO/L${padded(n, 6)}C3`,
} as const satisfies Partial<Record<IdentityKind, (n: number) => string>>;
