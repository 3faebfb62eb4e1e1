/**
 * Who and which case the page shows at this moment. Never remembered: hosts put another person into the same dialog
 * without an event or an attribute changing, so every decision reads again.
 */
import type { Binding, Where } from '@duecheck/core/binding';
import {
  type Identity,
  type IdentityKind,
  type InvalidIdentity,
  isMaskedName,
  type ProblemError,
  parseIdentity,
} from '@duecheck/core/subject';
import { aboutOf, pathOf } from './container.ts';
import { type Located, locate, locateName } from './locate.ts';

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
  /** Of a decision in two stages: the first is forgotten, or was about somebody else than is shown now. */
  | { readonly why: 'over' | 'another' }
  /** Something is typed, and cannot be right: said in the field, sent nowhere. */
  | { readonly why: 'invalid'; readonly problem: ProblemError };
export type Read = { readonly ok: true; readonly read: PageRead } | { readonly ok: false; readonly fault: ReadFault };

/** @param address of the page, which cases and matters may stand in: this window's, unless another is read. */
export function readPage(binding: Binding, container: Element, address?: string): Read {
  const at = readCase(binding, container, address);
  if (!at.ok) return at;
  const subject = readSubject(binding, container);
  if (!subject.ok) return subject;
  return {
    ok: true,
    read: { case: at.case, subject: subject.subject, matter: readMatter(binding, container, address) },
  };
}

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

type SubjectResult =
  | { readonly ok: true; readonly subject: SubjectRead }
  | { readonly ok: false; readonly fault: ReadFault };

function readSubject(binding: Binding, place: Element): SubjectResult {
  const { subject } = binding;
  const container = aboutOf(binding, place);
  const number = locate(container, subject.number, subject.visible);
  const name = locateName(container, subject.name, subject.visible);
  if (isAmbiguous(number) || isAmbiguous(name)) return no('ambiguous');
  if (!number.ok || !name.ok || name.found.text === '') return no('no-subject');
  const identity = identityIn(binding, number.found.text);
  if (identity.status === 'invalid') {
    const problem = problemOf(identity);
    // A masked number never starts a look-up, and is no mistake of the clerk's.
    if (problem === 'empty' || problem === 'masked') return no(problem === 'masked' ? 'masked' : 'no-subject');
    return { ok: false, fault: { why: 'invalid', problem } };
  }
  if (isMaskedName(name.found.text)) return no('masked');
  return { ok: true, subject: { kind: identity.kind, number: identity.canonical, name: name.found.text } };
}

/** For a page that does not say all. */
export function readParts(binding: Binding, place: Element): PartRead {
  const at = readCase(binding, place);
  const container = aboutOf(binding, place);
  const { number, name, visible } = binding.subject;
  const [shown, named] = [locate(container, number, visible), locateName(container, name, visible)];
  const identity = shown.ok ? identityIn(binding, shown.found.text) : null;
  const masked = identity?.status === 'invalid' && problemOf(identity) === 'masked';
  return {
    case: at.ok ? at.case : null,
    number: identity && identity.status !== 'invalid' ? { kind: identity.kind, number: identity.canonical } : null,
    masked: shown.ok && masked ? shown.found.text : null,
    name: named.ok && named.found.text !== '' && !isMaskedName(named.found.text) ? named.found.text : null,
  };
}

/** The field that holds the number, for the badge beside it; in the document around nothing is drawn. */
export function numberField({ subject, about }: Binding, container: Element): Element | null {
  if (about) return null;
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

const identityIn = ({ subject: { kind } }: Binding, text: string): Identity =>
  parseIdentity(text, kind === 'detect' ? undefined : kind);
const problemOf = ({ problems }: InvalidIdentity): ProblemError =>
  problems.find(({ severity }) => severity === 'error')?.code as ProblemError;
type TextAt =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'missing' | 'ambiguous' };

function textAt(where: Where, container: Element, address = location.href): TextAt {
  if ('url' in where) {
    // A case may be in the address of the frame alone in which it stands.
    const [text] = [address, container.ownerDocument.URL].flatMap(
      (url) => RegExp(where.url).exec(pathOf(url))?.[1] ?? [],
    );
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

const isAmbiguous = (located: Located): boolean => !located.ok && located.why === 'ambiguous';
const no = (why: 'no-case' | 'no-subject' | 'ambiguous' | 'masked') => ({ ok: false, fault: { why } }) as const;

/** Whether two reads are of the same person in the same case; labels and matter may have been mended meanwhile. */
export const samePerson = (a: PageRead, b: PageRead): boolean =>
  a.case.key === b.case.key &&
  a.case.part === b.case.part &&
  a.subject.number === b.subject.number &&
  a.subject.name === b.subject.name;

/** Whether two reads are of the same person and case. */
export const sameRead = (a: PageRead, b: PageRead): boolean => JSON.stringify(a) === JSON.stringify(b);
