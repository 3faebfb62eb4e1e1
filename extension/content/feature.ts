import type { Binding } from '@duecheck/core/binding';
import type { Page } from './page.ts';

export interface Feature {
  /** The file's name: option, docs and log label cannot drift apart. */
  readonly id: string;
  /** Where it applies, by what the page is; never by the page's address. */
  on(binding: Binding): boolean;
  /** Runs once for each container that appears; everything ends with `signal`. */
  init(page: Page, signal: AbortSignal): void;
}

/**
 * @example
 * export default defineFeature({ id: 'banner', on: () => true, init(page, signal) { … } });
 */
export const defineFeature = (feature: Feature): Feature => feature;
