/** Each part that a binding names, in one container: whether it is found, by which locator, and what stands there. */
import type { Binding, Control, Locator, Where } from '@duecheck/core/binding';
import { type KnownIdentity, maskName, maskNumber, parseIdentity, subjectTypeOf } from '@duecheck/core/subject';
import { aboutOf, isChosen, type Located, locate, locateEvery, locateName, readCase } from '@duecheck/page';
import { hush } from '../hush.ts';
import type { PartReport } from '../page-report.ts';

/** @param address of the page; null where nobody says it, and then nothing is found in it */
export function lookInto(binding: Binding, container: Element, address: string | null): readonly PartReport[] {
  const { case: at, matter, controls, record } = binding;
  const person = record ? NOBODY : personIn(binding, aboutOf(binding, container));
  const where = (part: string, place: Where | undefined): PartReport[] =>
    place === undefined ? [] : [textIn(part, place, { binding, container, address, known: person.written })];
  return [
    ...where('case key', at.key),
    ...where('case label', at.label),
    ...where('case part', at.part),
    ...person.reports,
    ...(matter && 'fixed' in matter
      ? [{ part: 'matter', state: 'found', text: hush(matter.fixed), by: 'fixed' } as const]
      : where('matter', matter)),
    ...controls.flatMap((control) => [
      controlIn(control, container, person.written),
      ...choiceOf(control, container, person.written),
    ]),
  ];
}

/** What a binding names on the record page, which says whom the case is about (`Binding.record`). */
export function lookIntoRecord(
  binding: Binding,
  key: Where,
  container: Element,
  address: string | null,
): readonly PartReport[] {
  const { reports, written } = personIn(binding, container);
  return [textIn('record key', key, { binding, container, address, known: written }), ...reports];
}

interface Person {
  readonly reports: readonly PartReport[];
  readonly written: readonly string[];
}
/** On a page that names nobody nothing of a person is missing. */
const NOBODY: Person = { reports: [], written: [] };

function personIn(binding: Binding, container: Element): Person {
  const { report, written, identity } = numberIn(binding, container);
  return { reports: [report, nameIn(binding.subject, container, identity)], written };
}

interface NumberRead {
  readonly report: PartReport;
  /** As the page writes it, so that it is masked wherever else it stands. */
  readonly written: readonly string[];
  readonly identity: KnownIdentity | null;
}

function numberIn({ subject: { kind, number, visible } }: Binding, container: Element): NumberRead {
  const looked = look('number', container, number, visible);
  if (looked.located?.ok !== true) return { report: looked.report, written: [], identity: null };
  const written = looked.located.found.text;
  const identity = parseIdentity(written, kind === 'detect' ? undefined : kind);
  if (identity.status !== 'invalid') {
    const report = { ...looked.report, text: maskNumber(identity.canonical), note: identity.kind };
    return { report, written: [written, identity.canonical], identity };
  }
  const problem = identity.problems.find(({ severity }) => severity === 'error')?.code ?? 'format';
  const state = problem === 'empty' ? 'missing' : problem === 'masked' ? 'masked' : 'invalid';
  return { report: { ...looked.report, state, note: problem }, written: [written], identity: null };
}

function nameIn({ name, visible }: Binding['subject'], container: Element, identity: KnownIdentity | null): PartReport {
  const looks = (Array.isArray(name) ? [name] : name.parts).map((locators) =>
    look('name', container, locators, visible),
  );
  const lost = looks.find(({ located }) => located?.ok !== true);
  if (lost) return lost.report;
  const whole = locateName(container, name, visible);
  const text = whole.ok ? whole.found.text : '';
  const report = { part: 'name', state: 'found', by: looks.map((one) => one.report.by).join(' + ') } as const;
  return text === ''
    ? { ...report, state: 'missing', note: 'empty' }
    : { ...report, text: hush(maskName(text, identity ? subjectTypeOf(identity) : 'individual')) };
}

interface Around {
  readonly binding: Binding;
  readonly container: Element;
  readonly address: string | null;
  readonly known: readonly string[];
}

function textIn(part: string, place: Where, { binding, container, address, known }: Around): PartReport {
  if ('url' in place && address === null) return { part, state: 'missing', note: 'nobody says the address; use --url' };
  // A case may stand in a hidden field, and so may a matter.
  const looked = 'url' in place ? null : look(part, container, place, 'any');
  if (looked && looked.located === null) return looked.report;
  // One by one, as if it were the key: the reader stops at the first that is missing.
  const read = readCase({ ...binding, case: { key: place } }, container, address ?? 'about:blank');
  const by = looked ? looked.report.by : 'address';
  const named = by === undefined ? {} : { by };
  if (read.ok) return { part, state: 'found', text: hush(read.case.key, known), ...named };
  return { part, state: read.fault.why === 'ambiguous' ? 'ambiguous' : 'missing', ...named };
}

function controlIn(control: Control, container: Element, known: readonly string[]): PartReport {
  const { id, locate: locators, effect, acts } = control;
  const looked = look(`control ${id}`, container, locators, 'required');
  const note = `${effect}, ${acts}`;
  if (looked.located === null) return { ...looked.report, note };
  const all = locateEvery(container, locators);
  const text = hush(all.map(wordsOn).join(' | '), known);
  const state = all.length === 0 ? 'missing' : all.length === 1 ? 'found' : 'ambiguous';
  return { ...looked.report, state, ...(all.length > 0 ? { text } : {}), note };
}

/** What the control hangs on, and whether the page has chosen it. */
function choiceOf(control: Control, container: Element, known: readonly string[]): PartReport[] {
  if (control.when === undefined) return [];
  const { report, located } = look(`choice of ${control.id}`, container, control.when.field, 'any');
  if (located?.ok !== true) return [report];
  const chosen = isChosen(container, control) === 'yes' ? 'chosen' : 'not chosen';
  const note = `${chosen}: ${control.when.is.join(', ')}`;
  return [{ ...report, text: hush(located.found.text, known), note: hush(note, known) }];
}

const wordsOn = (element: Element): string =>
  [element.textContent, element.getAttribute('value'), element.getAttribute('aria-label'), element.getAttribute('alt')]
    .map((words) => words?.trim() ?? '')
    .find((words) => words !== '') ?? '';

interface Looked {
  readonly report: PartReport;
  /** null where a selector is none. */
  readonly located: Located | null;
}

function look(part: string, container: Element, locators: readonly Locator[], sight: 'required' | 'any'): Looked {
  let by: Locator | undefined;
  for (const locator of locators) {
    const alone = tried(container, locator, sight);
    if (alone === null) return { report: { part, state: 'css-broken', by: named(locator) }, located: null };
    if (alone.ok || alone.why === 'ambiguous') by ??= locator;
  }
  const located = locate(container, locators, sight);
  const report = { part, state: located.ok ? 'found' : located.why, ...(by ? { by: named(by) } : {}) } as const;
  return { report, located };
}

/** Fallbacks too, which the reader reaches only on the day when the others fail. */
function tried(container: Element, locator: Locator, sight: 'required' | 'any'): Located | null {
  try {
    return locate(container, [locator], sight);
  } catch (error) {
    if ((error as Error).name !== 'SyntaxError') throw error;
    return null;
  }
}

const named = (locator: Locator): string => hush(Object.entries(locator).flat().join(' '));
