/** Between the options page, the page that introduces the extension, and the worker. */
import { Origin } from '@duecheck/core/contract';
import { LANGUAGES, type Language } from '@duecheck/core/text';
import * as z from 'zod/mini';

export const FromOptions = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('options.state') }),
  /** null: as the browser. */
  z.strictObject({ type: z.literal('options.language'), language: z.nullable(z.enum(LANGUAGES)) }),
  z.strictObject({ type: z.literal('options.decorate'), origin: Origin, show: z.enum(['yes', 'no']) }),
]);
export type FromOptions = z.infer<typeof FromOptions>;

export interface SystemView {
  readonly origin: string;
  readonly titles: readonly string[];
  /** Not covered: whose word opens the host. */
  readonly cover: 'covered' | 'clerk' | 'office';
  /** What the browser is asked for, or gives back. */
  readonly pattern: string;
  /** A host of the office's build is not the clerk's to take back. */
  readonly revocable: 'yes' | 'no';
  readonly decorated: 'yes' | 'no';
}

/** One setting that the office gave, and with what. */
export interface GivenView {
  readonly name: 'gatewayUrl' | 'issuer' | 'clientId' | 'listRoot' | 'language' | 'introduce';
  readonly value: string;
  readonly by: 'policy' | 'build';
}

export interface OptionsState {
  readonly language: Language;
  /** null: as the browser. */
  readonly own: Language | null;
  readonly languageBy: 'policy' | 'clerk';
  readonly version: string;
  readonly systems: readonly SystemView[];
  readonly given: readonly GivenView[];
}

export type OptionsReplies = {
  'options.state': OptionsState;
  'options.language': null;
  'options.decorate': null;
};
