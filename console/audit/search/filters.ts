/** Filters as people fill them in, as the gateway takes them, and as far as an address may hold them. */
import type { AuditFilters, OutcomeKind } from '@duecheck/core/contract';
import { ENTRY_TYPES, type EntryType, OUTCOME_KINDS } from '@duecheck/core/register';
import { IDENTITY_KINDS, type IdentityKind, parseIdentity } from '@duecheck/core/subject';
import { isCivilDate } from '@duecheck/core/time';
import { beginOf, daysBefore } from '../house/when.ts';

/** Text as typed; empty is not asked. */
export interface Draft {
  /** Civil days, both inclusive. */
  readonly from: string;
  readonly until: string;
  readonly organisation: string;
  readonly decisionPoint: string;
  readonly types: readonly EntryType[];
  readonly outcome: string;
  readonly role: string;
  readonly actor: string;
  readonly round: string;
  readonly flag: string;
  readonly checkId: string;
  readonly decisionId: string;
  readonly kind: IdentityKind;
  readonly number: string;
  readonly name: string;
  readonly surname: string;
  readonly caseKey: string;
}

export const EMPTY: Draft = {
  ...{ from: '', until: '', organisation: '', decisionPoint: '', types: [], outcome: '', role: '', actor: '' },
  ...{ round: '', flag: '', checkId: '', decisionId: '' },
  ...{ kind: 'resident-id', number: '', name: '', surname: '', caseKey: '' },
};

/** What may stand in an address: nothing that a person is found by. */
const SHAREABLE = [
  ...['from', 'until', 'organisation', 'decisionPoint', 'outcome', 'role', 'actor', 'round', 'flag'],
  ...['checkId', 'decisionId'],
] as const satisfies readonly (keyof Draft)[];

export function toQuery(draft: Draft): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of SHAREABLE) if (draft[key] !== '') query.set(key, draft[key] as string);
  for (const type of draft.types) query.append('type', type);
  return query;
}

/** What is not in its form is left out: a link from elsewhere is nobody's word. */
export function fromQuery(query: URLSearchParams): Draft {
  const text: Partial<Record<(typeof SHAREABLE)[number], string>> = {};
  for (const key of SHAREABLE) text[key] = (query.get(key) ?? '').slice(0, 200);
  const types = ENTRY_TYPES.filter((type) => query.getAll('type').includes(type)).slice(0, MOST_TYPES);
  return { ...EMPTY, ...text, types };
}

export const MOST_TYPES = 10;

export type DraftFault = 'input.number' | 'input.id' | 'input.days' | 'case.note';
export type DraftFaults = Partial<Record<keyof Draft, DraftFault>>;

const CHECK_ID = /^chk_[0-9a-f-]{36}$/;
const DECISION_ID = /^dec_[0-9a-f-]{36}$/;

export function faultsOf(draft: Draft): DraftFaults {
  const faults: DraftFaults = {};
  const number = draft.number.trim();
  if (number !== '' && parseIdentity(number, draft.kind).status === 'invalid') faults.number = 'input.number';
  if (draft.checkId !== '' && !CHECK_ID.test(draft.checkId.trim())) faults.checkId = 'input.id';
  if (draft.decisionId !== '' && !DECISION_ID.test(draft.decisionId.trim())) faults.decisionId = 'input.id';
  if (draft.from !== '' && draft.until !== '' && draft.from > draft.until) faults.until = 'input.days';
  if (draft.caseKey !== '' && (draft.organisation === '' || draft.decisionPoint === '')) faults.caseKey = 'case.note';
  return faults;
}

/** @param draft without faults */
export function toFilters(draft: Draft): AuditFilters {
  const said = (text: string) => (text.trim() === '' ? undefined : text.trim());
  const { from, until, organisation, decisionPoint, types, kind } = draft;
  const number = said(draft.number);
  const caseKey = said(draft.caseKey);
  const sub = said(draft.actor);
  const flag = said(draft.flag);
  return dropped({
    from: isCivilDate(from) ? beginOf(from) : undefined,
    until: isCivilDate(until) ? beginOf(daysBefore(until, -1)) : undefined,
    organisation: said(organisation),
    decisionPoint: said(decisionPoint),
    types: types.length === 0 ? undefined : [...types],
    outcome: OUTCOME_KINDS.find((one): one is OutcomeKind => one === draft.outcome),
    role: said(draft.role),
    actor: sub && { sub },
    round: said(draft.round),
    flags: flag && [flag],
    checkId: said(draft.checkId),
    decisionId: said(draft.decisionId),
    subject: number && { kind, number },
    case: caseKey && { organisation, decisionPoint, key: caseKey },
    surname: said(draft.surname),
    name: said(draft.name),
  }) as AuditFilters;
}

const dropped = (filters: object): object =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));

export { IDENTITY_KINDS };
