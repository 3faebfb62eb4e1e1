/**
 * Between the recorder and its script in the page, over a port that the recorder opens: pages cannot open one, nor hear it. No
 * name, number or other value of the page goes back whole but the case's key, which patterns of requests are made with.
 */
import type { Binding, Container, Locator } from '@duecheck/core/binding';

export const PICKER_PORT = 'recorder';

/** What is pointed at. `control:2`: the third deciding button. */
export type PickedPart = 'number' | 'name' | 'case' | 'matter' | `control:${number}`;

export interface Known {
  readonly container: Container | null;
  readonly parts: Readonly<Partial<Record<PickedPart, readonly Locator[]>>>;
}

export type ToPicker =
  | { readonly ask: 'pick'; readonly part: PickedPart; readonly known: Known; readonly words: PickerWords }
  | { readonly ask: 'cancel' }
  /** Of everything that the document has sent or fetched. */
  | { readonly ask: 'requests' }
  | { readonly ask: 'try'; readonly binding: Binding };

export interface PickerWords {
  readonly field: string;
  readonly control: string;
  readonly nothing: string;
  readonly foreign: string;
}

export interface PartView {
  readonly locators: readonly Locator[];
  /** What stands there, masked. */
  readonly text: string;
}

export interface Snapshot {
  readonly container: Container;
  readonly parts: Readonly<Partial<Record<PickedPart, PartView>>>;
  /** Path, query and hash of the page. */
  readonly address: string;
  readonly caseKey: string | null;
  /** Of the button that was pointed at, where it is a plain form's or a link. */
  readonly request: { readonly method: 'GET' | 'POST'; readonly address: string } | null;
}

/** `unfit`: not to be found again for sure. `foreign`: in a frame of another origin, which wants a binding of its own. */
export type FromPicker =
  | { readonly told: 'picked'; readonly part: PickedPart; readonly snapshot: Snapshot }
  | { readonly told: 'stopped'; readonly why: 'cancelled' | 'unfit' | 'foreign' }
  | { readonly told: 'requests'; readonly addresses: readonly string[] }
  | { readonly told: 'tried'; readonly result: Tried };

export interface Tried {
  readonly onPage: 'yes' | 'no';
  readonly containers: number;
  readonly case: string | null;
  readonly number: string | null;
  readonly name: string | null;
  /** `ReadFault` of page/, or that the number cannot be right. */
  readonly fault: string | null;
  readonly controls: Readonly<Record<string, number>>;
}
