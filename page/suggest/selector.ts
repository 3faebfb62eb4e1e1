/** A selector that outlives the next load: by what a person gave the element, never by what a program made for it. */
import { isMadeByProgram } from '@duecheck/core/binding/selectors';

/** What people name elements by; the rest of `data-*` is a framework's. */
const NAMES = [
  'name',
  'data-field',
  'data-prop',
  'data-name',
  'data-key',
  'data-testid',
  'data-test',
  'data-id',
  'aria-label',
];
const MOST_LEVELS = 4;

/**
 * @param within the container or document; the element lies in it, and in no shadow root or frame further inside
 * @returns selectors that match this element alone there, the plainest first
 */
export function selectorsFor(element: Element, within: ParentNode): string[] {
  const found: string[] = [];
  const only = (css: string) => {
    const matches = within.querySelectorAll(css);
    return matches.length === 1 && matches[0] === element;
  };
  for (const own of partsOf(element)) if (only(own)) found.push(own);
  if (found.length > 0) return found;
  let above = element.parentElement;
  for (let level = 0; above && above !== within && level < MOST_LEVELS; above = above.parentElement, level++)
    for (const outer of partsOf(above))
      for (const inner of partsOf(element)) if (only(`${outer} ${inner}`)) return [`${outer} ${inner}`];
  return [];
}

/** The element's own marks, those that tell most first; its tag alone comes last. */
export function partsOf(element: Element): string[] {
  const tag = element.localName;
  const parts: string[] = [];
  const { id } = element;
  if (isName(id) && !isMadeByProgram(`#${id}`)) parts.push(`#${id}`);
  for (const name of NAMES) {
    const value = element.getAttribute(name);
    // What differs from person to person names a person; what authors call things is written in letters of their programs.
    const written = name === 'name' || /^[\x20-\x7e]*$/.test(value ?? '');
    if (value !== null && value !== '' && value.length <= 60 && !/\d/.test(value) && written)
      parts.push(`${tag}[${name}=${JSON.stringify(value)}]`);
  }
  const type = tag === 'input' ? element.getAttribute('type') : null;
  if (type !== null) parts.push(`input[type=${JSON.stringify(type)}]`);
  const classes = [...element.classList].filter(
    (one) => isName(one) && !isMadeByProgram(`.${one}`) && !STATES.test(one),
  );
  if (classes.length > 0) parts.push(`${tag}${classes.map((one) => `.${one}`).join('')}`);
  for (const one of classes) parts.push(`${tag}.${one}`);
  return [...new Set([...parts, tag])];
}

/** Needs no escaping, and has no number in it: numbers are counts or keys, and another's tomorrow. */
const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z_-]*$/.test(text);

/** Classes that come and go while somebody works. */
const STATES =
  /(?:^|[-_])(?:is|active|hover|focus(?:ed)?|open(?:ed)?|show|hidden|selected|checked|disabled|enter|leave|in|fade)(?:[-_]|$)/i;
