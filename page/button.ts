import type { Root } from './css.ts';
import { sameWords } from './words.ts';

const PRESSABLE =
  'button, a, [role=button], [role=menuitem], input[type=submit], input[type=button], input[type=image]';

/** Deciding elements by their words; 确 定 is 确定. A styled span counts where nothing better bears the words. */
export function byButton(container: Root, words: string): Element[] {
  const says = (element: Element) =>
    [
      element.textContent,
      element.getAttribute('value'),
      element.getAttribute('aria-label'),
      element.getAttribute('alt'),
    ].some((text) => text !== null && sameWords(text, words));
  const buttons = [...container.querySelectorAll(PRESSABLE)].filter(says);
  if (buttons.length > 0) return buttons;
  return [...container.querySelectorAll('span, div')].filter(
    (element) => element.childElementCount === 0 && says(element),
  );
}
