/** Between the batch page and the worker. Files, events and downloads go between the page and the gateway directly. */
import type { Binding } from '@duecheck/core/binding';
import type { Asked, Reply } from '@duecheck/core/check';
import {
  type BatchAnswer,
  BatchDecisionRequest,
  BatchQuery,
  type BatchReceiptAnswer,
  BatchReleaseRequest,
  type DifferencesAnswer,
  ItemClass,
  type ItemsAnswer,
  idSchema,
  RerunRequest,
  ResultsQuery,
} from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { SignInResult } from './sign-in.ts';

const id = { id: idSchema('bat') };

/** What the page asks of the gateway itself, because it is a stream or a file. */
const Door = z.discriminatedUnion('route', [
  z.strictObject({ route: z.literal('startBatch'), query: BatchQuery }),
  z.strictObject({ route: z.literal('batchEvents'), ...id }),
  z.strictObject({ route: z.literal('batchResults'), ...id, query: ResultsQuery }),
]);
export type Door = z.infer<typeof Door>;

export const FromBatch = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('batch.setup') }),
  z.strictObject({ type: z.literal('batch.signIn') }),
  z.strictObject({ type: z.literal('batch.choices') }),
  z.strictObject({ type: z.literal('batch.list') }),
  z.strictObject({ type: z.literal('batch.state'), ...id }),
  z.strictObject({ type: z.literal('batch.act'), ...id, act: z.enum(['pause', 'resume', 'cancel']) }),
  z.strictObject({ type: z.literal('batch.release'), ...id, request: BatchReleaseRequest }),
  z.strictObject({ type: z.literal('batch.rerun'), ...id, request: RerunRequest }),
  /** `after`: place of the last one seen. */
  z.strictObject({ type: z.literal('batch.items'), ...id, class: ItemClass, after: z.int().check(z.minimum(0)) }),
  z.strictObject({ type: z.literal('batch.differences'), ...id }),
  z.strictObject({ type: z.literal('batch.decide'), ...id, request: BatchDecisionRequest }),
  z.strictObject({ type: z.literal('batch.receipt'), ...id }),
  /** The same list, step and round are one wish: sent again, they register nobody twice. */
  z.strictObject({
    type: z.literal('batch.wish'),
    digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    query: BatchQuery,
  }),
  z.strictObject({ type: z.literal('batch.delivered'), intent: z.string().check(z.maxLength(120)) }),
  /** `refused`: a token that the gateway did not take. */
  z.strictObject({
    type: z.literal('batch.door'),
    door: Door,
    refused: z.nullable(z.string().check(z.maxLength(8192))),
  }),
]);
export type FromBatch = z.infer<typeof FromBatch>;

/** From the worker: come to the front, and go to the next row that somebody has to look at. Answered with `here`. */
export interface ToBatch {
  readonly type: 'batch.next';
}

export interface BatchSetup {
  readonly language: Language;
  readonly setup: 'ready' | 'unset';
  readonly signedIn: boolean;
  /** May let a large batch of somebody else's run. */
  readonly reviewer: boolean;
  readonly demoDate: string | null;
  readonly most: { readonly bytes: number; readonly people: number };
}

/** One step of one bound system that takes a list. */
export interface BatchChoice {
  readonly binding: string;
  readonly decisionPoint: string;
  readonly origin: string;
  /** The row's name, and the bound system's. */
  readonly title: string;
  readonly site: string;
  readonly system: CaseSystem | null;
  readonly needsAuthorisation: boolean;
  /** Where the bound system shows a list of this step; null where its binding knows none. */
  readonly table: Binding | null;
}

/** Where a bound system opens a case; null where its binding knows no address. */
export interface CaseSystem {
  readonly origin: string;
  readonly case: { readonly address: string };
}

/** A batch with its row's name and the system that its cases are in. */
export interface BatchView extends BatchAnswer {
  readonly title: string;
  readonly system: CaseSystem | null;
}

export type BatchReplies = {
  'batch.setup': BatchSetup;
  'batch.signIn': SignInResult;
  'batch.choices': Reply<readonly BatchChoice[]>;
  'batch.list': Reply<readonly BatchView[]>;
  'batch.state': Reply<BatchView>;
  'batch.act': Reply<BatchView>;
  'batch.release': Reply<BatchView>;
  'batch.rerun': Asked<BatchView>;
  'batch.items': Reply<z.infer<typeof ItemsAnswer>>;
  'batch.differences': Reply<z.infer<typeof DifferencesAnswer>>;
  'batch.decide': Asked<BatchView>;
  'batch.receipt': Reply<z.infer<typeof BatchReceiptAnswer>>;
  'batch.wish': { readonly intent: string; readonly key: string };
  'batch.delivered': null;
  'batch.door': Reply<{ readonly url: string; readonly token: string }>;
};
