/** A card that asks first for what the page does not say: case, number, name. */
import type { ProblemError } from '@duecheck/core/subject';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { FillWhy } from './from-page.ts';

const ticket = { ticket: z.uuid() };
const typed = (max: number) => z.string().check(z.maxLength(max));

export const FromFill = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fill.load'), ...ticket }),
  z.strictObject({ type: z.literal('fill.save'), ...ticket, case: typed(200), number: typed(40), name: typed(200) }),
  z.strictObject({ type: z.literal('fill.size'), ...ticket, height: z.int().check(z.minimum(0), z.maximum(4000)) }),
  z.strictObject({ type: z.literal('fill.close'), ...ticket }),
]);
export type FromFill = z.infer<typeof FromFill>;

export interface FillView {
  readonly language: Language;
  readonly title: string;
  /** `manual`: nothing of a page is read. */
  readonly why: FillWhy | 'manual';
  readonly purpose: string;
  /** What the page does say; of the person, masks. */
  readonly known: { readonly case: string | null; readonly number: string | null; readonly name: string | null };
  /** The number as far as the page shows it. */
  readonly masked: string | null;
  /** The words by which the system calls its case number. */
  readonly caseWords: string | null;
}

export type FillFault =
  | { readonly field: 'case' | 'name' }
  | { readonly field: 'number'; readonly problem: ProblemError | 'other' };

export type FillReplies = {
  'fill.load': FillView | null;
  'fill.save': { readonly ok: true } | { readonly ok: false; readonly fault: FillFault };
  'fill.size': null;
  'fill.close': null;
};
