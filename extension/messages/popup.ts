/** Between the toolbar popup and the worker. */

import type { Reply } from '@duecheck/core/check';
import {
  AnswerReleaseRequest,
  idSchema,
  type OwedAnswer,
  type ProblemCode,
  type ReleaseAnswer,
  type Role,
  Slug,
} from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import * as z from 'zod/mini';
import type { SignInResult } from './sign-in.ts';

export const FromPopup = z.discriminatedUnion('type', [
  /** From this device alone: answers at once. */
  z.strictObject({ type: z.literal('popup.state') }),
  /** From the gateway, within its deadline. */
  z.strictObject({ type: z.literal('popup.gateway') }),
  z.strictObject({ type: z.literal('popup.signIn') }),
  z.strictObject({ type: z.literal('popup.signOut') }),
  /** Deliver now what waits; `id`: also an entry that was refused before. */
  z.strictObject({ type: z.literal('popup.retry'), id: z.nullable(z.string().check(z.maxLength(60))) }),
  z.strictObject({ type: z.literal('popup.answerRelease'), id: idSchema('rel'), request: AnswerReleaseRequest }),
  /** A reason that is being typed: the popup goes away with a click beside it. */
  z.strictObject({ type: z.literal('popup.draft'), id: idSchema('rel'), reason: z.string().check(z.maxLength(500)) }),
  /** Steps that one person may be looked up for by hand. */
  z.strictObject({ type: z.literal('popup.steps') }),
  z.strictObject({ type: z.literal('popup.manual'), binding: Slug }),
  z.strictObject({ type: z.literal('popup.diagnostics') }),
  z.strictObject({ type: z.literal('popup.newsRead') }),
  /** The clerk granted hosts: cover them. */
  z.strictObject({ type: z.literal('popup.granted') }),
]);
export type FromPopup = z.infer<typeof FromPopup>;

/** Of a device, for whoever helps: names nobody, and no case. Instants as ISO 8601. */
export interface Diagnostics {
  readonly format: 'duecheck/diagnostics/1';
  readonly at: string;
  readonly version: string;
  readonly browser: string;
  readonly language: Language;
  readonly settings: {
    readonly gatewayUrl: string;
    readonly issuer: string;
    readonly clientId: string;
    readonly signers: readonly string[];
    readonly threshold: number | null;
  } | null;
  readonly lists: {
    readonly catalogue: string | null;
    readonly bindings: string | null;
    readonly refused: string | null;
  };
  readonly bindings: readonly {
    readonly id: string;
    readonly version: number;
    readonly origin: string;
    readonly enforcement: 'hold' | 'ui-only' | 'observe' | 'disabled';
    readonly covered: boolean;
    readonly staleSince: string | null;
  }[];
  readonly hosts: readonly string[];
  /** Rules in the network: how many stand, how many let something through now. */
  readonly rules: { readonly standing: number; readonly released: number };
  readonly session: {
    readonly roles: readonly Role[];
    readonly organisations: readonly string[];
    readonly expiresAt: string;
  } | null;
  readonly outbox: {
    readonly waiting: number;
    readonly refused: readonly ProblemCode[];
    readonly attempts: readonly number[];
    readonly oldest: string | null;
  };
}

/** A step of a bound system; `title` names both. */
export interface ManualStep {
  readonly binding: string;
  readonly origin: string;
  readonly title: string;
}

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
  /** What is new since the version before; once somebody has read it, nothing. */
  readonly news: readonly string[];
  readonly lists: { readonly version: string | null; readonly refused: string | null };
  readonly signedIn: {
    readonly organisations: readonly string[];
    readonly decides: boolean;
    readonly binds: boolean;
  } | null;
  readonly waiting: readonly WaitingView[];
  readonly delivered: readonly DeliveredView[];
  /** `giver`: whose word opens the host; `office` is a new build. */
  readonly uncovered: readonly {
    readonly origin: string;
    readonly pattern: string;
    readonly giver: 'clerk' | 'office';
  }[];
  /** Bound pages that have changed beyond their binding, by name; `since`: an instant. */
  readonly stale: readonly { readonly title: string; readonly since: string }[];
}

/** A release with the row's name; `draft`: a reason typed before. */
export interface ReleaseView extends ReleaseAnswer {
  readonly title: string;
  readonly draft: string;
}

/** One break-glass that was given in the caller's organisations. Who asked and why is in the register. */
export interface AlertView {
  readonly id: string;
  readonly title: string;
  readonly givenAt: string;
  readonly used: 'yes' | 'no';
}

export interface PopupGateway {
  /** Empty also where the gateway did not answer: what waits here is shown all the same. */
  readonly owed: z.infer<typeof OwedAnswer>['owed'];
  /** What waits for the caller as the second person, and what the caller asked for. */
  readonly releases: readonly ReleaseView[];
  readonly alerts: readonly AlertView[];
  readonly demoDate: string | null;
}

export type PopupReplies = {
  'popup.state': PopupState;
  'popup.gateway': PopupGateway;
  'popup.steps': Reply<readonly ManualStep[]>;
  'popup.manual': null;
  'popup.diagnostics': Diagnostics;
  'popup.newsRead': null;
  'popup.signIn': SignInResult;
  'popup.signOut': null;
  'popup.retry': null;
  'popup.answerRelease': Reply<ReleaseAnswer>;
  'popup.draft': null;
  'popup.granted': null;
};
