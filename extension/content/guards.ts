/** The worker's answers, looked at by hand: this script carries no zod. Tested against the schemas (test/unit/extension). */
import type { NumberRead, PersonTexts } from '@duecheck/page';
import type { CardReply, DueReply, PageSetup, PressReply, RowStanding, ToPage } from '../messages/to-page.ts';

type Fields = Readonly<Record<string, unknown>>;
const fields = (raw: unknown): Fields | null => (typeof raw === 'object' && raw !== null ? (raw as Fields) : null);
const isText = (raw: unknown): raw is string => typeof raw === 'string';
const areTexts = (raw: unknown): boolean => Object.values(fields(raw) ?? [null]).every(isText);
const oneOf = <T extends string>(raw: unknown, values: readonly T[]): raw is T => values.includes(raw as T);

/** Bindings were verified and parsed by the worker; here only what is used without looking is looked at. */
export function asSetup(raw: unknown): PageSetup | null {
  const setup = fields(raw);
  if (
    !setup ||
    !oneOf(setup.language, ['zh-CN', 'en']) ||
    !Array.isArray(setup.steps) ||
    !areTexts(setup.words) ||
    !isText(setup.styles)
  )
    return null;
  const isStep = (step: unknown): boolean => {
    const binding = fields(fields(step)?.binding);
    return (
      isText(fields(step)?.title) &&
      isText(binding?.id) &&
      isText(binding?.page) &&
      isText(fields(binding?.container)?.css) &&
      Array.isArray(binding?.controls) &&
      Array.isArray(binding?.requests)
    );
  };
  return setup.steps.every(isStep) ? (raw as PageSetup) : null;
}

export function asDue(raw: unknown): DueReply | null {
  const due = fields(raw);
  if (!due) return null;
  if (due.kind === 'due')
    return oneOf(due.due, ['mandatory', 'reference', 'forbidden']) && oneOf(due.standing, ['open', 'fresh', 'not-done'])
      ? (raw as DueReply)
      : null;
  if (due.kind === 'problem') return isText(due.code) ? (raw as DueReply) : null;
  return oneOf(due.kind, ['signed-out', 'outage']) ? (raw as DueReply) : null;
}

export const asRows = (raw: unknown): readonly RowStanding[] | null =>
  Array.isArray(raw) && raw.every((one) => one === null || oneOf(one, ['open', 'fresh', 'not-done'])) ? raw : null;

export function asPress(raw: unknown): PressReply | null {
  const press = fields(raw);
  if (!press) return null;
  if (press.next === 'ask') return oneOf(press.why, ['check', 'optional', 'changed']) ? (raw as PressReply) : null;
  if (press.next === 'released') return isText(press.caseKey) ? (raw as PressReply) : null;
  return press.next === 'replay' ? (raw as PressReply) : null;
}

/** A problem's code, or kind and canonical number. */
export function asNumber(raw: unknown): NumberRead | null {
  const number = fields(raw);
  return isText(raw) || (isText(number?.kind) && isText(number?.number)) ? (raw as NumberRead) : null;
}

export function asPerson(raw: unknown): PersonTexts | null {
  const person = fields(raw);
  if (!isText(person?.number) || !isText(person?.name)) return null;
  return { number: { ok: true, text: person.number }, name: { ok: true, text: person.name } };
}

export function asCard(raw: unknown): CardReply | null {
  const card = fields(raw);
  return isText(card?.ticket) && isText(card?.url) ? (raw as CardReply) : null;
}

export function asToPage(raw: unknown): ToPage | null {
  const message = fields(raw);
  if (oneOf(message?.type, ['page.refresh', 'page.check'])) return raw as ToPage;
  if (!isText(message?.ticket)) return null;
  if (message.type === 'card.size') return Number.isFinite(message.height) ? (raw as ToPage) : null;
  if (message.type === 'card.decided') return isText(message.control) ? (raw as ToPage) : null;
  return message.type === 'card.close' ? (raw as ToPage) : null;
}
