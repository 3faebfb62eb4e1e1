import type { PAGE, Translate } from '@duecheck/core/text';
import { type Read, readPage } from '@duecheck/page';
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
  /** Something the clerk should know now, above what is due. */
  readonly notice: keyof typeof PAGE | null;
  /** Calls back when `due` changes, and when the page may show somebody else. */
  onChange(react: () => void, signal: AbortSignal): void;
  /** Shows the card. `control`: the one that was held. */
  openCard(intro: 'check' | 'look', control: string | null): Promise<void>;
}

export const readOf = (page: Pick<Page, 'step' | 'container'>): Read => readPage(page.step.binding, page.container);
