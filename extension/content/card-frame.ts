/** The outcome card's frame beside the form. Its page is the extension's own; this script only gives it room. */

import { element } from './element.ts';
import { extension } from './extension.ts';
import { besideBox, follow } from './place.ts';
import type { Surface } from './surface.ts';

const WIDTH = 360;
const FIRST_HEIGHT = 200;

export interface CardFrame {
  readonly ticket: string;
  /** The container it belongs to: the card goes when that goes. */
  readonly container: Element;
  size(height: number): void;
  focus(): void;
  close(): void;
}

export function showCard(
  surface: Surface,
  { ticket, url, container, label }: { ticket: string; url: string; container: Element; label: string },
): CardFrame {
  const before = document.activeElement;
  const end = new AbortController();
  // Browsers load no dynamic address into an isolated page.
  const src = crossOriginIsolated ? url.replace(/^.*card/, extension().runtime.getURL('card-static')) : url;
  const frame = element('iframe', { class: 'card', src, title: label });
  let height = FIRST_HEIGHT;
  const move = follow(
    container,
    (box) => {
      const room = Math.min(height, innerHeight - 12);
      // At 400 % zoom a window is narrower than the card.
      const width = Math.min(WIDTH, innerWidth);
      const { left, top } = besideBox(box, width, room);
      frame.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${room}px`;
    },
    end.signal,
  );
  // The clerk asked for it: keys go there, as to any dialog that one opens.
  frame.addEventListener('load', () => frame.focus(), { once: true });
  surface.raise();
  surface.root.append(frame);
  return {
    ticket,
    container,
    size(wanted) {
      height = wanted;
      move();
    },
    focus: () => frame.focus(),
    close() {
      const hadFocus = surface.root.activeElement === frame;
      end.abort();
      frame.remove();
      surface.settle();
      if (hadFocus && before instanceof HTMLElement && before.isConnected) before.focus();
    },
  };
}
