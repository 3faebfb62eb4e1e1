/** Whether a choice in the form makes a press this decision, another one, or none. */
import type { Control } from '@duecheck/core/binding';
import { locate } from './locate.ts';
import { wordsOf } from './value.ts';
import { sameWords } from './words.ts';

/** `unknown`: the field is not there, or there twice. */
export function isChosen(container: Element, { when }: Control): 'yes' | 'no' | 'unknown' {
  if (!when) return 'yes';
  const located = locate(container, when.field, 'any');
  if (!located.ok) return 'unknown';
  const said = saidBy(container, located.found.element);
  return when.is.some((words) => said.some((one) => sameWords(one, words))) ? 'yes' : 'no';
}

/** An option's words and its value; of radios those of the checked one, whichever of them was found. */
function saidBy(container: Element, element: Element): readonly string[] {
  if (!element.matches('[type=radio]')) return [wordsOf(element), (element as HTMLSelectElement).value ?? ''];
  const { name, form } = element as HTMLInputElement;
  // Styled ones often have no name; their group is then what is said to be one.
  const group = element.closest('[role=radiogroup]') ?? form ?? container;
  return [...group.querySelectorAll<HTMLInputElement>('[type=radio]:checked')]
    .filter((radio) => radio.name === name)
    .flatMap((radio) => [radio.value, ...[...(radio.labels ?? [])].map((label) => label.textContent ?? '')]);
}
