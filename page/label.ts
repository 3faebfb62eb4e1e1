/** A field by the words before it, however the page ties the two together: `for`, nesting, a cell beside, plain text. */
import type { Root } from './css.ts';
import { fieldIn, isField } from './value.ts';
import { plain } from './words.ts';

/** Either a field, or a piece of text that holds label and value in one. */
export type Labelled = { readonly element: Element; readonly text: string | null };

const LABELLED = /^[^:：]{1,20}[:：]/;
const MAY_BE_LABEL = 'label, th, td, dt, legend, span, div, p, b, strong, li';

export function byLabel(container: Root, words: string): Labelled[] {
  const wanted = plain(words);
  const found: Labelled[] = [];
  for (const label of container.querySelectorAll(MAY_BE_LABEL)) {
    const text = label.textContent ?? '';
    // Long texts are containers; a label with its value in the same element is short.
    if (text.length > 200) continue;
    const said = plain(text);
    if (said === wanted && ![...label.children].some((child) => plain(child.textContent ?? '') === wanted)) {
      const beside = besides(label, container);
      if (beside) found.push(beside);
    } else if (label.childElementCount === 0 && said.startsWith(wanted)) {
      const value = new RegExp(`^[\\s*＊]*${spaced(words)}\\s*[:：]\\s*(\\S.*)$`, 's').exec(text)?.[1];
      if (value) found.push({ element: label, text: value.trim() });
    }
  }
  return found.filter((one, at) => found.findIndex((other) => other.element === one.element) === at);
}

/** `for` first, where it points at something; then what is nested; then what stands beside, up to three levels out. */
function besides(label: Element, container: Root): Labelled | null {
  const control = (label as HTMLLabelElement).control;
  if (control && container.contains(control)) return { element: control, text: null };
  const nested = fieldIn(label);
  if (nested !== label) return { element: nested, text: null };
  let at: Element | null = label;
  for (let level = 0; at && at !== container && level < 3; at = at.parentElement, level++) {
    for (let beside = at.nextSibling; beside; beside = beside.nextSibling) {
      const text = (beside.textContent ?? '').replace(/^[\s:：]+/, '').trim();
      if (isText(beside) && text !== '' && at.parentElement) return { element: at.parentElement, text };
      // The next label has come: this one has no value.
      if (isElement(beside) && fieldIn(beside) === beside && LABELLED.test(text)) return null;
      if (isElement(beside) && (text !== '' || isField(fieldIn(beside))))
        return { element: fieldIn(beside), text: null };
    }
  }
  return null;
}

// By their kind: what a frame or another document holds is no instance of this window's classes.
const isText = (node: Node): node is Text => node.nodeType === 3;
const isElement = (node: Node): node is Element => node.nodeType === 1;

const spaced = (words: string): string =>
  [...plain(words)].map((character) => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s*');
