/** What the card gets: words of the catalogue for this row, the case, the masked subject, the typed draft. */

import type { Asked, Reply } from '@duecheck/core/check';
import type {
  AuthorisationAnswer,
  CheckAnswer,
  DecisionAnswer,
  DueAnswer,
  Effect,
  ReleaseAnswer,
  SubjectMask,
} from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';
import type * as z from 'zod/mini';
import type { Draft } from './from-card.ts';
import type { CaseRead } from './from-page.ts';
import type { SignInResult } from './sign-in.ts';

export interface ControlView {
  readonly id: string;
  readonly label: string;
  readonly effect: Effect;
}

/** Titles in the clerk's language, by id. An id without one is shown as it is. */
export interface RowWords {
  readonly title: string;
  readonly purpose: string;
  /** The organ in whose name the step is decided. */
  readonly organisation: string;
  /** What the person is told, and when. */
  readonly notice: string;
  /** What the person may authorise, in the row's order. */
  readonly authorisable: readonly { readonly id: string; readonly title: string }[];
  readonly measures: Readonly<Record<string, { readonly title: string; readonly kind: string }>>;
  readonly bases: Readonly<
    Record<string, { readonly document: string; readonly article: string; readonly summary: string }>
  >;
  readonly queryBases: readonly string[];
  readonly kinds: Readonly<Record<string, string>>;
  readonly documents: Readonly<Record<string, string>>;
}

export interface CardView {
  readonly language: Language;
  readonly words: RowWords;
  readonly case: CaseRead;
  readonly subject: z.infer<typeof SubjectMask>;
  readonly control: ControlView | null;
  readonly controls: readonly ControlView[];
  readonly intro: 'check' | 'look';
  readonly draft: Draft | null;
  /** A check of this case waits on this device. */
  readonly owed: boolean;
}

export type CardReplies = {
  'card.load': CardView | null;
  'card.due': Reply<DueAnswer>;
  'card.check': Asked<CheckAnswer>;
  'card.delivered': null;
  'card.decide': Asked<DecisionAnswer>;
  'card.decideUnchecked': Asked<DecisionAnswer>;
  'card.defer': { readonly ok: true } | { readonly ok: false; readonly why: 'no-key' | 'not-kept' };
  'card.decision': Reply<DecisionAnswer>;
  'card.notice': Asked<DecisionAnswer>;
  'card.hearing': Asked<DecisionAnswer>;
  'card.effect': Asked<DecisionAnswer>;
  'card.withdraw': Asked<DecisionAnswer>;
  'card.authorise': Asked<AuthorisationAnswer>;
  /** null also where the gateway does not answer: nothing rests on it here. */
  'card.authorised': AuthorisationAnswer | null;
  'card.withdrawAuthorisation': Asked<AuthorisationAnswer>;
  'card.askRelease': Asked<ReleaseAnswer>;
  /** An answer of null: none was asked for since the browser started. */
  'card.release': Reply<ReleaseAnswer | null>;
  'card.paper': null;
  'card.draft': null;
  'card.size': null;
  'card.close': null;
  'card.signIn': SignInResult;
  /** The legal date where a demonstration has moved it; null everywhere else. */
  'card.clock': string | null;
};

/** Sent by the worker to an open card: the clerk pressed a deciding control while it was open. */
export interface ToCard {
  readonly type: 'card.control';
  readonly ticket: string;
  readonly control: ControlView;
}
