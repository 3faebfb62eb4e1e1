/** What a clerk does at a desk, whichever browser stands on it: the scenarios of clerk-at-desk.ts know no more of it. */
import type { openServices } from './services.ts';

export interface Desk extends Pick<Awaited<ReturnType<typeof openServices>>, 'host' | 'gateway' | 'issuer'> {
  readonly browser: 'Chromium' | 'Firefox';
  signIn(): Promise<void>;
  /** Opens the host's dialog for one candidate. */
  openCase(id: string): Promise<CasePage>;
  /** The same, to be driven past everything that a clerk does. @param ours whether something of ours is to be seen first. */
  drive(id: string, ours: 'seen' | 'not-seen'): Promise<Driver>;
  /** Closes every tab of the host. */
  closeHost(): Promise<void>;
  /** What the toolbar popup says. */
  popupText(): Promise<string>;
  /** Presses the popup's "deliver now": nobody waits for the next attempt. */
  deliverNow(): Promise<void>;
  /** Resolves when the worker, or event page, has ended by itself or by us. */
  workerEnds(): Promise<void>;
  close(): Promise<void>;
}

export interface Driver {
  click(css: string, how?: { readonly button?: 'middle'; readonly count?: 2 }): Promise<unknown>;
  focus(css: string): Promise<unknown>;
  key(name: 'Enter' | ' ' | 'F4'): Promise<unknown>;
  evaluate<T, A>(run: (given: A) => T | Promise<T>, given?: A): Promise<T>;
  secondTab(): Promise<Driver>;
}

export interface CasePage {
  /** Presses a control of the host; resolves when our prompt has the focus and was read. */
  pressed(css: string): Promise<void>;
  /** Takes the prompt's offer to check now. */
  checkNow(): Promise<void>;
  /** Resolves when the card says so. */
  cardSays(text: string): Promise<void>;
  fillIn(label: string, text: string): Promise<void>;
  /** Presses a button of the card. */
  press(name: RegExp): Promise<void>;
  close(): Promise<void>;
}
