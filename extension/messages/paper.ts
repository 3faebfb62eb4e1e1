/** Between the print page and the worker. The page knows its own id; whom the paper is for, the worker knows. */
import type { Asked } from '@duecheck/core/check';
import { idSchema, type PaperAnswer, PaperLanguage } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { SignInResult } from './sign-in.ts';

/** Which paper: of a proposed decision, or of a convenience that a check has on offer. */
export const PaperWish = z.discriminatedUnion('paper', [
  z.strictObject({ paper: z.literal('notice'), decision: idSchema('dec') }),
  z.strictObject({
    paper: z.literal('undertaking'),
    check: idSchema('chk'),
    measure: z.string().check(z.maxLength(80)),
  }),
]);
export type PaperWish = z.infer<typeof PaperWish>;

const page = { page: z.uuid() };

export const FromPaper = z.discriminatedUnion('type', [
  /** What the page says around the paper; nothing is made yet. */
  z.strictObject({ type: z.literal('paper.open'), ...page }),
  z.strictObject({ type: z.literal('paper.make'), ...page, language: PaperLanguage }),
  z.strictObject({ type: z.literal('paper.delivered'), ...page, intent: z.string().check(z.maxLength(120)) }),
  z.strictObject({ type: z.literal('paper.signIn'), ...page }),
]);
export type FromPaper = z.infer<typeof FromPaper>;

export interface PaperOpened {
  readonly language: Language;
  /** The legal date where a demonstration has moved it: a paper of such a day must say so. */
  readonly demoDate: string | null;
}

export type PaperReplies = {
  'paper.open': PaperOpened | null;
  'paper.make': Asked<PaperAnswer>;
  'paper.delivered': null;
  'paper.signIn': SignInResult;
};
