/** What a card asks that does not know yet whose it is: the clerk types what the page does not say. */
import type { Binding } from '@duecheck/core/binding';
import { maskName, matchesMask, normaliseName, parseIdentity } from '@duecheck/core/subject';
import { inLanguage } from '@duecheck/core/text';
import type { CaseRead, FillFault, FillReplies, FillView, FromFill, SubjectRead } from '../../messages/index.ts';
import { readList } from '../lists.ts';
import { maskSubject } from '../mask.ts';
import { bindingOf } from '../origins.ts';
import { readLanguage } from '../settings.ts';
import { closeCard, toTab } from '../tell-pages.ts';
import { dropUnfilled, NO_TAB, readUnfilled, type Unfilled, writeTicket, writeUnfilled } from '../tickets.ts';

interface Open {
  readonly ticket: Unfilled;
  readonly binding: Binding;
}
type Of<T extends FromFill['type']> = Extract<FromFill, { type: T }>;
type Handlers = { [T in FromFill['type']]: (message: Of<T>, open: Open) => Promise<FillReplies[T]> };

export const fill: Handlers = {
  async 'fill.load'(_, { ticket: { parts, why }, binding }): Promise<FillView> {
    const language = await readLanguage();
    const row = (await readList('catalogue'))?.list.decisionPoints.find(({ id }) => id === binding.decisionPoint);
    return {
      language,
      title: inLanguage(row?.title ?? binding.title, language),
      purpose: row ? inLanguage(row.purpose, language) : '',
      why,
      known: {
        case: parts.case?.label ?? null,
        number: parts.number && maskSubject({ ...parts.number, name: '' }).number,
        name: parts.name && maskName(parts.name, 'individual'),
      },
      masked: parts.masked,
      caseWords: wordsOfCase(binding),
    };
  },

  async 'fill.save'(typed, { ticket, binding }) {
    const whole = complete(ticket, binding, typed);
    if ('field' in whole) return { ok: false, fault: whole };
    const { parts: _, why: __, ...rest } = ticket;
    await writeTicket({ ...rest, ...whole, intro: 'check', typed: true });
    await dropUnfilled(ticket.id);
    return { ok: true };
  },

  async 'fill.size'({ height }, { ticket }) {
    await toTab(ticket.tabId, { type: 'card.size', ticket: ticket.id, height }, ticket.frameId);
    return null;
  },

  async 'fill.close'(_, { ticket }) {
    await closeCard(ticket);
    await dropUnfilled(ticket.id);
    return null;
  },
};

/** @returns null for a ticket that has ended, or that another tab shows. */
export async function openUnfilled(id: string, tabId: number | undefined): Promise<Open | null> {
  const ticket = await adopt(await readUnfilled(id), tabId);
  if (ticket === null || ticket.tabId !== tabId) return null;
  const binding = await bindingOf(ticket);
  return binding && { ticket, binding };
}

async function adopt(ticket: Unfilled | null, tabId: number | undefined): Promise<Unfilled | null> {
  if (ticket?.tabId !== NO_TAB || tabId === undefined) return ticket;
  const adopted = { ...ticket, tabId };
  await writeUnfilled(adopted);
  return adopted;
}

type Typed = Pick<Of<'fill.save'>, 'case' | 'number' | 'name'>;

/** What the page says stands; only what it does not say is taken from the clerk. */
function complete(
  { parts }: Unfilled,
  { subject: { kind } }: Binding,
  typed: Typed,
): { readonly case: CaseRead; readonly subject: SubjectRead } | FillFault {
  const key = typed.case.trim();
  const at = parts.case ?? (key === '' ? null : { key, label: key, part: '1' });
  if (at === null) return { field: 'case' };
  const number = parts.number ?? numberOf(typed.number, kind === 'detect' ? undefined : kind, parts.masked);
  if ('field' in number) return number;
  const name = parts.name ?? typed.name.trim();
  const { flags } = normaliseName(name);
  if (flags.some((flag) => flag === 'empty' || flag === 'masked' || flag === 'too-long')) return { field: 'name' };
  return { case: at, subject: { ...number, name } };
}

function numberOf(
  typed: string,
  kind: SubjectRead['kind'] | undefined,
  masked: string | null,
): Pick<SubjectRead, 'kind' | 'number'> | FillFault {
  const identity = parseIdentity(typed, kind);
  if (identity.status === 'invalid') {
    const problem = identity.problems.find(({ severity }) => severity === 'error')?.code;
    return {
      field: 'number',
      problem: (problem ?? 'format') as Exclude<FillFault, { field: 'case' | 'name' }>['problem'],
    };
  }
  // A page that hides every character says nothing that could be compared.
  const comparable = masked !== null && /[\dA-Z]/i.test(masked);
  if (comparable && !matchesMask(masked, identity.canonical)) return { field: 'number', problem: 'other' };
  return { kind: identity.kind, number: identity.canonical };
}

/** How the bound system calls its case number, as the binding finds it. */
function wordsOfCase({ case: { key } }: Binding): string | null {
  if ('url' in key) return null;
  for (const locator of key) {
    if ('label' in locator) return locator.label;
    if ('column' in locator) return locator.column;
  }
  return null;
}
