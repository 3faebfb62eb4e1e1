/** What a binding finds in a saved page, as plain data: it comes from another thread and goes to a terminal or a file. */
import type { Binding } from '@duecheck/core/binding';

export interface PageJob {
  /** Path of the saved page. */
  readonly file: string;
  /** Where it was; null: as the page itself says. */
  readonly url: string | null;
  /** One that is meant whatever the page is; of several, those whose page it is. */
  readonly bindings: readonly Binding[];
}

export type SavedPageCode =
  | 'page-missing'
  | 'page-unreadable'
  | 'page-too-big'
  /** One file with everything in it (MHTML), which is no HTML. */
  | 'page-is-archive'
  /** Neither told nor written in the page, and there are several bindings to choose from. */
  | 'page-address-unknown'
  | 'page-too-deep'
  | 'page-too-slow'
  | 'page-out-of-memory'
  /** The thread ended without a word. */
  | 'page-stopped';

/** Whether the page is the binding's; `unknown` where nobody says where it was. */
export type Place = 'its-page' | 'other-page' | 'other-origin' | 'unknown';

/**
 * `masked`: the page hides digits, so no look-up can start. `invalid`: no such number can be. `css-broken`: a selector that
 * browsers do not read.
 */
export type PartState = 'found' | 'missing' | 'ambiguous' | 'masked' | 'invalid' | 'css-broken';

export interface PartReport {
  /** `case key`, `number`, `control hire`. */
  readonly part: string;
  readonly state: PartState;
  /** What stands there, tamed, with whole numbers and names masked. */
  readonly text?: string;
  /** Which locator, such as `label 证件号码`. */
  readonly by?: string;
  /** Why not, or what else is to be known. */
  readonly note?: string;
}

export interface ContainerReport {
  /** The element, such as `div.el-dialog`. */
  readonly element: string;
  readonly parts: readonly PartReport[];
}

export interface BindingReport {
  readonly binding: string;
  readonly address: string | null;
  readonly place: Place;
  readonly container: 'found' | 'missing' | 'nested' | 'css-broken';
  /** The first ones. */
  readonly containers: readonly ContainerReport[];
  /** How many there are. */
  readonly count: number;
  /** Its page, a container, and in each container every part once. */
  readonly complete: boolean;
}

export interface PageReport {
  readonly page: string;
  readonly charset: string;
  /** The bytes are not in the charset that the page names, so its words cannot be found. */
  readonly garbled: boolean;
  /** Empty where the page is none of the bindings'. */
  readonly bindings: readonly BindingReport[];
}

export type FromPageThread = { readonly report: PageReport };
