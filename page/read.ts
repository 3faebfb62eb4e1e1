/**
 * Who and which case the page shows at this moment. Never remembered: hosts put another person into the same dialog
 * without an event or an attribute changing, so every decision reads again.
 */
import type { Binding, Where } from '@duecheck/core/binding';
import { type IdentityKind, isMaskedName, type ProblemError } from '@duecheck/core/subject';
import { aboutOf, containersOf, isOnPage, pathOf } from './container.ts';
import { type Located, locate, locateName } from './locate.ts';
import type { Sight } from './visible.ts';

/** As the page says it: `key` in the host's own addresses, `label` as people write it, `part` of one decision. */
export interface CaseRead {
  readonly key: string;
  readonly label: string;
  readonly part: string;
}
/** `number` in its canonical form, checked by its check digit where its kind has one. */
export interface SubjectRead {
  readonly kind: IdentityKind;
  readonly number: string;
  readonly name: string;
}

/** What of them can be read where not all can: the rest is typed by the clerk. */
export interface PartRead {
  readonly case: CaseRead | null;
  readonly number: Pick<SubjectRead, 'kind' | 'number'> | null;
  /** A number that the page hides in part, as it stands there: what is typed must fit it. */
  readonly masked: string | null;
  readonly name: string | null;
}

export interface PageRead {
  readonly case: CaseRead;
  readonly subject: SubjectRead;
  readonly matter: string | null;
}
export type ReadFault =
  | { readonly why: 'no-case' | 'no-subject' | 'ambiguous' | 'masked' }
  /** `no-person`: the page names nobody by itself, and no record says who it is. `unread`: not known yet what the number means. */
  | { readonly why: 'no-person' | 'unread' }
  /** Of a decision in two stages: the first is forgotten, or was about somebody else than is shown now. */
  | { readonly why: 'over' | 'another' }
  /** Something is typed, and cannot be right: said in the field, sent nowhere. */
  | { readonly why: 'invalid'; readonly problem: ProblemError };
export type Read = { readonly ok: true; readonly read: PageRead } | { readonly ok: false; readonly fault: ReadFault };

/**
 * How a number is told that stands in a page: its kind and canonical form, or why it cannot be one. `unread`: not known yet;
 * a content script asks its worker, which has the rules of every kind of document (`extension/content/numbers.ts`).
 */
export type NumberRead = Pick<SubjectRead, 'kind' | 'number'> | ProblemError | 'unread';
export type ReadNumber = (text: string, kind: Binding['subject']['kind']) => NumberRead;

/** Word for word what the page says now; what it means is told later. */
export interface Texts {
  readonly case: CaseResult;
  readonly number: TextAt;
  readonly name: TextAt;
  readonly matter: string | null;
}

/** @param address of the page, which cases and matters may stand in: this window's, unless another is read. */
export function readTexts(binding: Binding, place: Element, address?: string): Texts {
  return {
    case: readCase(binding, place, address),
    ...(binding.record ? NOBODY : personIn(binding, aboutOf(binding, place), binding.subject.visible)),
    matter: readMatter(binding, place, address),
  };
}

/** The person as the page says it; `why` is `nobody` where only another page can say it. */
export type PersonTexts = Pick<Texts, 'number' | 'name'>;
const NOBODY: PersonTexts = { number: { ok: false, why: 'nobody' }, name: { ok: false, why: 'nobody' } };

function personIn({ subject }: Binding, container: Element, sight: Sight): PersonTexts {
  const textOf = (located: Located): TextAt => (located.ok ? { ok: true, text: located.found.text } : located);
  return {
    number: textOf(locate(container, subject.number, sight)),
    name: textOf(locateName(container, subject.name, sight)),
  };
}

/**
 * Case and person of a record page (`Binding.record`).
 *
 * @param page as it is on screen, or as the host sent it: that one is nowhere drawn, and nothing in it is hidden.
 * @param address where it is
 * @returns null where it is none, or shows several
 */
export function readRecord(binding: Binding, page: Document, address: string): (PersonTexts & { key: string }) | null {
  const { record } = binding;
  if (!record || !isOnPage(record, address)) return null;
  const sight = page.defaultView ? 'required' : 'any';
  const [container, ...more] = containersOf(record, page, sight);
  if (!container || more.length > 0) return null;
  const key = textAt(record.key, container, address);
  return key.ok
    ? { key: key.text, ...personIn(binding, container, page.defaultView ? binding.subject.visible : 'any') }
    : null;
}

export function understand({ subject }: Binding, texts: Texts, readNumber: ReadNumber): Read {
  const { case: at, number, name, matter } = texts;
  if (!at.ok) return at;
  if (isAmbiguous(number) || isAmbiguous(name)) return no('ambiguous');
  if (!number.ok && number.why === 'nobody') return no('no-person');
  if (!number.ok || !name.ok || name.text === '') return no('no-subject');
  const told = readNumber(number.text, subject.kind);
  // A masked number never starts a look-up, and is no mistake of the clerk's.
  if (told === 'empty') return no('no-subject');
  if (told === 'masked' || told === 'unread') return no(told);
  if (typeof told === 'string') return { ok: false, fault: { why: 'invalid', problem: told } };
  if (isMaskedName(name.text)) return no('masked');
  return { ok: true, read: { case: at.case, subject: { ...told, name: name.text }, matter } };
}

/** Of a page that does not say all. */
export function partsIn({ subject }: Binding, { case: at, number, name }: Texts, readNumber: ReadNumber): PartRead {
  const told = number.ok ? readNumber(number.text, subject.kind) : 'empty';
  return {
    case: at.ok ? at.case : null,
    number: typeof told === 'string' ? null : told,
    masked: number.ok && told === 'masked' ? number.text : null,
    name: name.ok && name.text !== '' && !isMaskedName(name.text) ? name.text : null,
  };
}

/** Both at once, for who has the rules of every kind beside the page. */
export const readPage = (binding: Binding, container: Element, readNumber: ReadNumber): Read =>
  understand(binding, readTexts(binding, container), readNumber);

type CaseResult = { readonly ok: true; readonly case: CaseRead } | { readonly ok: false; readonly fault: ReadFault };

export function readCase(binding: Binding, place: Element, address?: string): CaseResult {
  const { case: where } = binding;
  const container = aboutOf(binding, place);
  const key = textAt(where.key, container, address);
  if (!key.ok) return no(key.why === 'ambiguous' ? 'ambiguous' : 'no-case');
  const label = where.label && textAt(where.label, container, address);
  const part = where.part && textAt(where.part, container, address);
  if (part && !part.ok) return no(part.why === 'ambiguous' ? 'ambiguous' : 'no-case');
  return { ok: true, case: { key: key.text, label: label?.ok ? label.text : key.text, part: part ? part.text : '1' } };
}

/** The field that holds the number, for the badge beside it; in the document around nothing is drawn. */
export function numberField({ subject, about, record }: Binding, container: Element): Element | null {
  if (about || record) return null;
  const number = locate(container, subject.number, subject.visible);
  return number.ok ? number.found.element : null;
}

export function readMatter(binding: Binding, place: Element, address?: string): string | null {
  const { matter } = binding;
  if (matter === undefined) return null;
  if ('fixed' in matter) return matter.fixed;
  const found = textAt(matter, aboutOf(binding, place), address);
  return found.ok ? found.text : null;
}

type TextAt =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'missing' | 'ambiguous' | 'nobody' };

function textAt(where: Where, container: Element, address = location.href): TextAt {
  if ('url' in where) {
    // A case may be in the address of the frame alone in which it stands.
    const own = container.ownerDocument.defaultView?.location.href ?? address;
    const [text] = [address, own].flatMap((url) => RegExp(where.url).exec(pathOf(url))?.[1] ?? []);
    return text ? { ok: true, text: decoded(text) } : { ok: false, why: 'missing' };
  }
  // A case number may stand in a hidden field: nobody is harmed by reading it there.
  const located = locate(container, where, 'any');
  if (!located.ok) return located;
  return located.found.text === '' ? { ok: false, why: 'missing' } : { ok: true, text: located.found.text };
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isAmbiguous = (at: TextAt): boolean => !at.ok && at.why === 'ambiguous';
const no = (why: 'no-case' | 'no-subject' | 'ambiguous' | 'masked' | 'no-person' | 'unread') =>
  ({ ok: false, fault: { why } }) as const;

/** Whether two reads are of the same person in the same case; labels and matter may have been mended meanwhile. */
export const samePerson = (a: PageRead, b: PageRead): boolean =>
  a.case.key === b.case.key &&
  a.case.part === b.case.part &&
  a.subject.number === b.subject.number &&
  a.subject.name === b.subject.name;

/** Whether two reads are of the same person and case. */
export const sameRead = (a: PageRead, b: PageRead): boolean => JSON.stringify(a) === JSON.stringify(b);
