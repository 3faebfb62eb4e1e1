import type { PAGE, Translate } from '@duecheck/core/text';
import { type PageRead, type Part, type PartRead, type Read, readPage, readParts } from '@duecheck/page';
import { type Held, isStray } from '../gate/held.ts';
import type { BoundStep, DueReply } from '../messages/to-page.ts';
import type { Surface } from './surface.ts';

/** One bound container while it is shown: what features get. */
export interface Page {
  readonly step: BoundStep;
  readonly container: Element;
  readonly surface: Surface;
  readonly say: Translate<typeof PAGE>;
  /** Reads again each time. */
  read(): Read;
  /** What is due for this case, as last heard; null before the first answer. */
  readonly due: DueReply | null;
  /** What the binding names and this page has not had for a while; null while they fit. */
  readonly stale: readonly Part[] | null;
  /** Something the clerk should know now, above what is due. */
  readonly notice: keyof typeof PAGE | null;
  /** Calls back when `due` changes, and when the page may show somebody else. */
  onChange(react: () => void, signal: AbortSignal): void;
  /** Shows the card. `control`: the one that was held. */
  openCard(intro: 'check' | 'look', control: string | null): Promise<void>;
}

/** Where a page is read: a visit, or what was held while nothing is decorated. */
export type Place = Pick<Page, 'step' | 'container'> & Pick<Held, 'first'>;

export const readOf = ({ step, container, first }: Place): Read =>
  first?.read() ??
  (isStray(container) ? { ok: false, fault: { why: 'no-subject' } } : readPage(step.binding, container));

const NOTHING: PartRead = { case: null, number: null, masked: null, name: null };
export const partsOf = ({ step, container, first }: Place): PartRead =>
  first?.parts() ?? (isStray(container) ? NOTHING : readParts(step.binding, container));

/** What the page shows now, beside what it showed before. A dialog that has closed shows nobody. */
export type Look = () => 'same' | 'another' | 'nobody';

export const lookAt =
  (before: PageRead, place: Place, same: (before: PageRead, now: PageRead) => boolean): Look =>
  () => {
    const now = place.first || place.container.isConnected ? readOf(place) : null;
    if (now?.ok) return same(before, now.read) ? 'same' : 'another';
    return now?.fault.why === 'another' ? 'another' : 'nobody';
  };

/** What the card belongs to and lies beside. */
export const anchorOf = ({ container, first }: Place): Element => first?.box ?? container;
