import { error, type Identity, type KnownIdentity, type Problem } from './identity.ts';
import type { IdentityKind } from './kinds.ts';

/** What the rule of one kind says about a number. `status` is what it is worth if no problem is an error. */
export interface Reading {
  readonly kind: IdentityKind;
  readonly status: KnownIdentity['status'];
  readonly canonical: string;
  readonly problems: readonly Problem[];
}

export const holds = (reading: Reading): boolean => reading.problems.every(({ severity }) => severity === 'warning');

/** The only place where a number becomes canonical. */
export const settle = (reading: Reading): Identity =>
  holds(reading)
    ? ({ ...reading } as KnownIdentity)
    : { status: 'invalid', kind: reading.kind, canonical: null, problems: reading.problems };

/** The first character for which `allowed` fails, as a problem at its place; none if all are allowed. */
export function outside(number: string, allowed: (character: string, index: number) => boolean): Problem[] {
  const index = Array.from(number).findIndex((character, i) => !allowed(character, i));
  return index < 0 ? [] : [error('alphabet', index + 1)];
}

export const isDigit = (character: string): boolean => character >= '0' && character <= '9';
