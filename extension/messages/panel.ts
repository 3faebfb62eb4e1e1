/** Between the side panel and the worker. What a push says is "look again"; what there is to see is asked for here. */
import type { Reply } from '@duecheck/core/check';
import { type CaseHistoryAnswer, CaseRef, type DecisionsAnswer, Slug } from '@duecheck/core/contract';
import * as z from 'zod/mini';
import type { CaseRead } from './from-page.ts';
import type { DueReply } from './to-page.ts';

/** A case as a tab shows it: asked about again, the tab must still show it. */
export const AtCase = z.strictObject({ tabId: z.int(), frameId: z.int(), binding: Slug, case: CaseRef });
export type AtCase = z.infer<typeof AtCase>;

export const FromPanel = z.discriminatedUnion('type', [
  /** `tabId` null: the panel is a tab itself; then the case that any tab showed last. */
  z.strictObject({ type: z.literal('panel.case'), tabId: z.nullable(z.int()) }),
  /** A lookup, and registered as one: only when the clerk presses for it. */
  z.strictObject({ type: z.literal('panel.history'), at: AtCase }),
  /** Opens the card beside the form, as the banner does. */
  z.strictObject({ type: z.literal('panel.check'), at: AtCase }),
  z.strictObject({ type: z.literal('panel.decisions') }),
  /** `refused`: a token that the gateway did not take. */
  z.strictObject({
    type: z.literal('panel.door'),
    at: AtCase,
    refused: z.nullable(z.string().check(z.maxLength(8192))),
  }),
]);
export type FromPanel = z.infer<typeof FromPanel>;

export interface CaseView {
  readonly tabId: number;
  readonly frameId: number;
  readonly binding: string;
  /** The step's name, and the bound system's. */
  readonly title: string;
  readonly system: string;
  /** null: the page names no case yet. */
  readonly case: CaseRead | null;
  /** As the page was told last; null before that. */
  readonly due: DueReply | null;
}

/** A decision of the clerk with the row's name. */
export type DecisionView = DecisionsAnswer['decisions'][number] & { readonly title: string };

/** Where the stream is, with which token and body. */
export interface EventsDoor {
  readonly url: string;
  readonly token: string;
  readonly body: string;
}

export type PanelReplies = {
  'panel.case': CaseView | null;
  /** null: the tab shows another case by now. */
  'panel.history': Reply<CaseHistoryAnswer> | null;
  'panel.check': null;
  'panel.decisions': Reply<readonly DecisionView[]>;
  'panel.door': Reply<EventsDoor> | null;
};

/** From the worker: some tab shows another case, or what is due there has changed; or another clerk is there, or none. */
export interface ToPanel {
  readonly type: 'panel.look';
  readonly at: 'tab' | 'session';
}
