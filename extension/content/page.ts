import type { PAGE, Translate } from '@duecheck/core/text';
import {
  type PageRead,
  type Part,
  type PartRead,
  partsIn,
  type Read,
  readTexts,
  type Texts,
  understand,
} from '@duecheck/page';
import { type Held, isStray } from '../gate/held.ts';
import type { BoundStep, DueReply } from '../messages/to-page.ts';
import { numbersTold, readNumber } from './numbers.ts';
import { findPerson, personOf } from './records.ts';
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

const NOWHERE: Read = { ok: false, fault: { why: 'no-subject' } };
const NOTHING: PartRead = { case: null, number: null, masked: null, name: null };

/** Word for word; of a decision in two stages what stood there at the first. */
const textsOf = ({ step: { binding }, container, first }: Place): Texts => {
  const texts = first?.texts ?? readTexts(binding, container);
  return { ...texts, ...(texts.case.ok && personOf(binding, texts.case.case.key)) };
};

export function readOf(place: Place): Read {
  const why = place.first?.fault();
  if (why) return { ok: false, fault: { why } };
  return isStray(place.container) ? NOWHERE : understand(place.step.binding, textsOf(place), readNumber);
}

export const partsOf = (place: Place): PartRead =>
  isStray(place.container) || place.first?.fault() ? NOTHING : partsIn(place.step.binding, textsOf(place), readNumber);

/** Before a page is read for a press: what its number means, and who a case is about that names nobody. */
export async function prepare(place: Place): Promise<void> {
  if (isStray(place.container)) return;
  const { binding } = place.step;
  const { case: at } = textsOf(place);
  if (binding.record && at.ok) await findPerson(binding, at.case.key);
  // Also where the case cannot be read: then the card is told what can.
  partsOf(place);
  await numbersTold();
}

/** What the page shows now, beside what it showed before. A dialog that has closed shows nobody. */
export type Look = () => 'same' | 'another' | 'nobody';

export const lookAt =
  (before: PageRead, place: Place, same: (before: PageRead, now: PageRead) => boolean): Look =>
  () => {
    const now = place.first || place.container.isConnected ? readOf(place) : null;
    if (now?.ok) return same(before, now.read) ? 'same' : 'another';
    // What was never told yet is not what stood there before.
    const another = now?.fault.why === 'another' || now?.fault.why === 'unread';
    return another ? 'another' : 'nobody';
  };

/** What the card belongs to and lies beside. */
export const anchorOf = ({ container, first }: Place): Element => first?.box ?? container;
