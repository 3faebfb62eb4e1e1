/** Between the recorder's window and the worker. */
import type { Reply } from '@duecheck/core/check';
import {
  type DraftAnswer,
  type DraftsAnswer,
  idSchema,
  SaveDraftRequest,
  StepDraftRequest,
} from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { SignInResult } from './sign-in.ts';

export const FromRecorder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('recorder.state') }),
  z.strictObject({ type: z.literal('recorder.signIn') }),
  z.strictObject({ type: z.literal('recorder.drafts') }),
  z.strictObject({ type: z.literal('recorder.draft'), id: idSchema('drf') }),
  z.strictObject({ type: z.literal('recorder.save'), request: SaveDraftRequest }),
  z.strictObject({ type: z.literal('recorder.step'), id: idSchema('drf'), request: StepDraftRequest }),
]);
export type FromRecorder = z.infer<typeof FromRecorder>;

export interface RecorderState {
  readonly language: Language;
  readonly role: 'signed-out' | 'none' | 'office';
  /** Codes that are known here, to choose from: the account's own, and those of bindings in force. */
  readonly organisations: readonly string[];
  /** Rows of the catalogue at which somebody may be checked. */
  readonly rows: readonly {
    readonly id: string;
    readonly title: string;
    readonly due: 'mandatory' | 'reference' | 'forbidden';
  }[];
}

export type RecorderReplies = {
  'recorder.state': RecorderState;
  'recorder.signIn': SignInResult;
  'recorder.drafts': Reply<DraftsAnswer>;
  'recorder.draft': Reply<DraftAnswer>;
  'recorder.save': Reply<DraftAnswer>;
  'recorder.step': Reply<DraftAnswer>;
};
