/**
 * Whether a clerk walks along numbers can be seen without keeping a number, or an order: a keyed mark that is equal for numbers which
 * differ in their last four characters only (same place and day of birth). It holds for one account and one day, so that it joins
 * nobody's look-ups across clerks or days.
 */
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { World } from '../world.ts';
import type { CheckedSubject } from './subject-of.ts';

/** Kinds of GB 11643: place, day of birth, three characters of sequence, one of check. */
const BORN: ReadonlySet<string> = new Set(['resident-id', 'residence-permit', 'permanent-resident-id']);

export const neighbourhoodOf = (
  { index }: Pick<World, 'index'>,
  { iss, sub }: Pick<Account, 'iss' | 'sub'>,
  { kind, number }: Pick<CheckedSubject, 'kind' | 'number'>,
  now: number,
): Uint8Array | null =>
  BORN.has(kind) && number.length === 18
    ? index.request('neighbourhood', iss, sub, legalDateOf(iso(now)), number.slice(0, -4))
    : null;
