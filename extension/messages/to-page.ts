/** What a content script gets. Plain types: it is without zod and guards by hand (`content/guards.ts`). */
import type { Binding } from '@duecheck/core/binding';
import type { DueAnswer, ProblemCode } from '@duecheck/core/contract';
import type { Language } from '@duecheck/core/text';

export interface BoundStep {
  readonly binding: Binding;
  /** The decision point's name, in the clerk's language. */
  readonly title: string;
}

export interface PageSetup {
  readonly language: Language;
  /** Whatever is said in a page, in that language: the script itself carries no words. */
  readonly words: Readonly<Record<string, string>>;
  /** A style sheet for whatever is drawn in a page; it travels for the same reason. */
  readonly styles: string;
  readonly steps: readonly BoundStep[];
  /** The clerk wants nothing drawn in this system; the gate holds all the same. */
  readonly bare?: true;
}

export type DueReply =
  | { readonly kind: 'due'; readonly due: DueAnswer['due']; readonly standing: 'open' | 'fresh' | 'not-done' }
  | { readonly kind: 'signed-out' | 'outage' }
  | { readonly kind: 'problem'; readonly code: ProblemCode };

/** Of one row of a list; null where nothing is due, or nobody knows. */
export type RowStanding = Extract<DueReply, { kind: 'due' }>['standing'] | null;

export type PressReply =
  /** The rules let this tab's next request through: replay the control now. `caseKey`: of that request. */
  | { readonly next: 'released'; readonly caseKey: string }
  /** Nothing of this control is held by the network: replay it. */
  | { readonly next: 'replay' }
  /** Held. `changed`: there is a decision, but for another person. */
  | { readonly next: 'ask'; readonly why: 'check' | 'optional' | 'changed' };

export interface CardReply {
  readonly ticket: string;
  /** Address of the extension's frame; changes with every start of the browser. */
  readonly url: string;
}

/** Sent by the worker to the frame that opened a card. */
export type ToPage =
  | { readonly type: 'card.size'; readonly ticket: string; readonly height: number }
  | { readonly type: 'card.close'; readonly ticket: string }
  /** The decision is made and its receipt in hand: press the control that waits. */
  | { readonly type: 'card.decided'; readonly ticket: string; readonly control: string }
  /** What is due may have changed: a sign-in, new lists, a delivered check. */
  | { readonly type: 'page.refresh' }
  /** The clerk asked for the card elsewhere: in the panel, or by a key. */
  | { readonly type: 'page.check' };
