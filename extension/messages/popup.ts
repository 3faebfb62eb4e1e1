/** Between the toolbar popup and the worker. */

import type { OwedAnswer, ProblemCode } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { SignInResult } from './to-card.ts';

export const FromPopup = z.discriminatedUnion('type', [
  /** From this device alone: answers at once. */
  z.strictObject({ type: z.literal('popup.state') }),
  /** From the gateway, within its deadline. */
  z.strictObject({ type: z.literal('popup.gateway') }),
  z.strictObject({ type: z.literal('popup.signIn') }),
  z.strictObject({ type: z.literal('popup.signOut') }),
  /** Deliver now what waits; `id`: also an entry that was refused before. */
  z.strictObject({ type: z.literal('popup.retry'), id: z.nullable(z.string().check(z.maxLength(60))) }),
  /** The clerk granted hosts: cover them. */
  z.strictObject({ type: z.literal('popup.granted') }),
]);
export type FromPopup = z.infer<typeof FromPopup>;

/** One check that waits on this device. Masks only: the body is sealed. */
export interface WaitingView {
  readonly id: string;
  readonly title: string;
  readonly mask: string;
  readonly decidedAt: string;
  readonly refused: ProblemCode | null;
}

/** One check done since, kept until the browser closes. `review`: a record came up after the decision. */
export interface DeliveredView {
  readonly id: string;
  readonly mask: string;
  readonly review: boolean;
}

export interface PopupState {
  readonly language: Language;
  readonly setup: 'ready' | 'unset' | 'no-root';
  readonly lists: { readonly version: string | null; readonly refused: string | null };
  readonly signedIn: { readonly organisations: readonly string[] } | null;
  readonly waiting: readonly WaitingView[];
  readonly delivered: readonly DeliveredView[];
  readonly uncovered: readonly { readonly origin: string; readonly pattern: string }[];
}

export interface PopupGateway {
  /** Empty also where the gateway did not answer: what waits here is shown all the same. */
  readonly owed: z.infer<typeof OwedAnswer>['owed'];
  readonly demoDate: string | null;
}

export type PopupReplies = {
  'popup.state': PopupState;
  'popup.gateway': PopupGateway;
  'popup.signIn': SignInResult;
  'popup.signOut': null;
  'popup.retry': null;
  'popup.granted': null;
};
