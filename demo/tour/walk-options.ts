import type { BrowserContext } from 'playwright-core';
import type { House } from '../house.ts';
import type { Journal } from './journal.ts';

/** What every part of the tour is walked with. */
export interface WalkOptions {
  readonly house: House;
  readonly browser: BrowserContext;
  readonly journal: Journal;
}
