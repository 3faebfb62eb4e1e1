const CONTROLS = 'input:not([type=hidden]), select, textarea';

/** What a field says: the value of a control (the chosen words of a select), else the text. */
export function wordsOf(element: Element): string {
  if (element.matches('select')) return (element as HTMLSelectElement).selectedOptions[0]?.text.trim() ?? '';
  // A hidden field too, where a binding names it: case numbers often stand in one.
  if (element.matches('input, textarea')) return (element as HTMLInputElement).value.trim();
  return (element.textContent ?? '').trim();
}

export const isField = (element: Element): boolean => element.matches(CONTROLS);

/** The control inside, or the element itself where it only shows text. */
export const fieldIn = (element: Element): Element =>
  isField(element) ? element : (element.querySelector(CONTROLS) ?? element);
