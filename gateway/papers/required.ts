/**
 * What a paper must say, whoever wrote its template (浙江条例 28: reason, basis, remedy, and to be heard before). A part is said
 * where every value of every one of its places was placed: of two records, both.
 */
import type { PaperBlock, PaperKind } from '@duecheck/core/contract';
import type { PlacedValue } from './value.ts';

type Parts = Readonly<Record<string, readonly string[]>>;

const PERSON = ['person.name', 'person.number'];

export const REQUIRED_PARTS = {
  notice: {
    person: PERSON,
    organ: ['organ'],
    proposal: ['proposal[]'],
    facts: [
      'records[].organ',
      'records[].documentNumber',
      'records[].decidedOn',
      'records[].what',
      'records[].disputed',
    ],
    reason: ['reason'],
    basis: ['bases[].document', 'bases[].article', 'otherBasis'],
    period: ['hearing.length', 'hearing.counting', 'hearing.lastDay'],
    remedy: ['remedy.objection', 'remedy.review', 'remedy.entries'],
    date: ['date'],
  },
  undertaking: {
    person: PERSON,
    organ: ['organ'],
    matter: ['matter'],
    documents: ['documents[]'],
    due: ['dueBy'],
    consequence: ['missed'],
  },
} as const satisfies Record<PaperKind, Parts>;

/** `title`: a paper says what it is. `signature`: nobody undertakes anything without a place to sign. */
export type MissingPart = `missing-${string}`;

/** @param placed the values that the filled template placed, of all that the model has */
export function missingParts(kind: PaperKind, { values, placed, blocks }: Filled): MissingPart[] {
  const parts: Parts = REQUIRED_PARTS[kind];
  const missing = Object.entries(parts).flatMap(([part, places]): MissingPart[] => {
    const said = values.every((value) => !places.includes(value.place) || placed.has(value));
    return said ? [] : [`missing-${part}`];
  });
  const has = (block: PaperBlock['kind']) => blocks.some((one) => one.kind === block);
  if (!has('title')) missing.push('missing-title');
  if (kind === 'undertaking' && !has('signatures')) missing.push('missing-signature');
  return missing;
}

interface Filled {
  readonly values: readonly PlacedValue[];
  readonly placed: ReadonlySet<unknown>;
  readonly blocks: readonly PaperBlock[];
}
