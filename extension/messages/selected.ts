/** Between the page that follows "check the selected number" and the worker. The page holds an id; the number the worker keeps. */
import type { Reply } from '@duecheck/core/check';
import { Slug } from '@duecheck/core/contract';
import type { ProblemError } from '@duecheck/core/subject';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { ManualStep } from './popup.ts';
import type { SignInResult } from './sign-in.ts';

const page = { page: z.uuid() };

export const FromSelected = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('selected.load'), ...page }),
  z.strictObject({ type: z.literal('selected.signIn'), ...page }),
  z.strictObject({ type: z.literal('selected.steps'), ...page }),
  /** The card takes over in this tab, with the number typed in; it asks for case and name. */
  z.strictObject({ type: z.literal('selected.go'), ...page, binding: Slug }),
]);
export type FromSelected = z.infer<typeof FromSelected>;

export interface SelectedView {
  readonly language: Language;
  readonly signedIn: 'yes' | 'no';
  /** `mask`, or why nothing can be looked up. */
  readonly selected: { readonly mask: string } | { readonly problem: ProblemError | 'none' | 'several' };
}

export type SelectedReplies = {
  'selected.load': SelectedView | null;
  'selected.signIn': SignInResult;
  /** `here`: the one step of the system in which the number was selected. */
  'selected.steps': Reply<{ readonly steps: readonly ManualStep[]; readonly here: string | null }>;
  /** `kind`: the step is about another kind of number. */
  'selected.go': 'opened' | 'kind';
};
