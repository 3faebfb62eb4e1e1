/** The binding as it is so far, read by the reader of live pages: what a clerk's page would show now. */
import type { Binding } from '@duecheck/core/binding';
import { maskName, maskNumber } from '@duecheck/core/subject';
import { containersOf, isOnPage, locateEvery, partsIn, readNumber, readTexts, understand } from '@duecheck/page';
import type { Tried } from '../messages/picker.ts';

export function tryBinding(binding: Binding): Tried {
  const onPage = isOnPage(binding, location.href) ? 'yes' : 'no';
  const containers = onPage === 'yes' ? containersOf(binding, document) : [];
  const container = containers.at(-1);
  const nothing = { case: null, number: null, name: null, fault: null, controls: {} };
  if (!container) return { onPage, containers: containers.length, ...nothing };
  const texts = readTexts(binding, container);
  const [read, parts] = [understand(binding, texts, readNumber), partsIn(binding, texts, readNumber)];
  return {
    onPage,
    containers: containers.length,
    case: parts.case?.label ?? null,
    number: parts.number ? maskNumber(parts.number.number) : parts.masked,
    name: parts.name === null ? null : maskName(parts.name, 'individual'),
    fault: read.ok ? null : read.fault.why,
    controls: Object.fromEntries(binding.controls.map(({ id, locate }) => [id, locateEvery(container, locate).length])),
  };
}
