/**
 * Somebody points at one element, by mouse or by keyboard alone. Meanwhile the page hears nothing: a press on 录用 that shows the
 * recorder which button it is must not hire anybody.
 */
import { isVisible } from '@duecheck/page';
import { documentsIn, elementsIn, innerOf } from './documents.ts';
import { createOutline } from './outline.ts';

const SWALLOWED = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'contextmenu'],
  ...['touchstart', 'touchend', 'submit', 'keydown', 'keypress', 'keyup'],
] as const;
const PRESSABLE =
  'button, a, [role=button], [role=menuitem], input[type=submit], input[type=button], input[type=image]';
const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea';

export interface Wish {
  readonly kind: 'field' | 'control';
  readonly hint: string;
  readonly foreign: string;
  /** In words what is pointed at now; nothing of it is kept. */
  readonly say: (element: Element) => string;
}

/** @returns null where it was given up, `foreign` for a frame that no script of ours reaches from here */
export function point({ kind, hint, foreign, say }: Wish, end: AbortSignal): Promise<Element | 'foreign' | null> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const outline = createOutline(hint);
    const listening = new Set<Document>();
    let at: Element | null = null;

    const finish = (result: Element | 'foreign' | null) => {
      over.abort();
      outline.remove();
      resolve(result);
    };
    const show = (element: Element | null) => {
      at = element;
      const shut = element?.matches('iframe, frame') && innerOf(element) === null;
      outline.show(element, element === null ? '' : shut ? foreign : say(element));
    };
    const pick = (element: Element) => finish(element.matches('iframe, frame') ? 'foreign' : element);
    const step = (by: number) => {
      const all = candidates(kind);
      const now = at === null ? -1 : all.indexOf(at);
      const next = all[(Math.max(now, by < 0 ? 0 : -1) + by + all.length) % all.length] ?? null;
      next?.scrollIntoView({ block: 'nearest' });
      show(next);
    };
    const onKey = ({ key, shiftKey }: KeyboardEvent) => {
      if (key === 'Escape') finish(null);
      else if (key === 'Enter' && at !== null) pick(at);
      else if (key === 'Tab') step(shiftKey ? -1 : 1);
      else if (key === 'ArrowDown' || key === 'ArrowRight') step(1);
      else if (key === 'ArrowUp' || key === 'ArrowLeft') step(-1);
    };
    const onEvent = (event: Event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      // The page cannot point by itself.
      if (!event.isTrusted) return;
      if (event.type === 'keydown') onKey(event as KeyboardEvent);
      if (event.type === 'click') {
        const target = targetOf(event, kind);
        if (target !== null) pick(target);
      }
    };
    /** Frames come and go, and load anew. */
    const listen = () => {
      for (const { document: one } of documentsIn(document)) {
        if (listening.has(one) || !one.defaultView) continue;
        listening.add(one);
        const options = { capture: true, passive: false, signal: over.signal };
        for (const type of SWALLOWED) one.defaultView.addEventListener(type, onEvent, options);
        one.defaultView.addEventListener('mousemove', (event) => show(targetOf(event, kind)), options);
      }
    };
    listen();
    const looking = setInterval(listen, 500);
    over.signal.addEventListener('abort', () => clearInterval(looking));
    end.addEventListener('abort', () => finish(null), { signal: over.signal });
  });
}

function targetOf(event: Event, kind: Wish['kind']): Element | null {
  const [target] = event.composedPath();
  // By its kind: what a frame holds is no instance of this window's classes.
  if ((target as Node | undefined)?.nodeType !== 1) return null;
  return kind === 'control' ? ((target as Element).closest(PRESSABLE) ?? (target as Element)) : (target as Element);
}

/** What keys go through: fields and short texts, or whatever can be pressed; frames that are shut among them. */
function candidates(kind: Wish['kind']): Element[] {
  return documentsIn(document)
    .flatMap(({ document: one }) => elementsIn(one))
    .filter((element) => {
      if (element.matches('iframe, frame')) return innerOf(element) === null && isVisible(element);
      const fits = kind === 'control' ? element.matches(PRESSABLE) : element.matches(FIELDS) || isShortText(element);
      return fits && isVisible(element);
    });
}

const isShortText = (element: Element): boolean => {
  if (element.childElementCount > 0 || element.matches(`${PRESSABLE}, option, script, style, label, th, legend`))
    return false;
  const { length } = (element.textContent ?? '').trim();
  return length > 0 && length <= 60;
};
