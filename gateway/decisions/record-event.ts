/** Appends events of decisions: an entry in the register and a row each, in the same transaction. */
import type { EntryType } from '@duecheck/core/register';
import type { CivilDate } from '@duecheck/core/time';
import type { LegalTime } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { AppendedEntry, EntryDraft } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import { openCase, openSubject, type SealedCase } from '../store/sealed.ts';
import type { HouseTables } from '../store/tables/house.ts';
import type { World } from '../world.ts';
import type { LoadedCheck } from './load.ts';
import type { EventKind } from './state.ts';

export interface EventInput {
  readonly decisionId: string;
  readonly n: number;
  readonly kind: EventKind;
  readonly type: EntryType;
  readonly account: Account;
  readonly held: { readonly role: string };
  readonly legal: LegalTime;
  readonly place: SealedCase & { readonly decision_point: string };
  /** The check that carries the decision; null where there was none. */
  readonly check: LoadedCheck | null;
  /** What was decided or done, without reason texts: committed to, and readable by auditors. */
  readonly request: Record<string, unknown>;
  /** Reason and statement: in the envelopes only. */
  readonly words: Record<string, string>;
  readonly heardUntil?: CivilDate;
  /** A code, never words. */
  readonly detail?: string;
  readonly flags?: readonly string[];
}

/** One event, or those of a round's members, each with an entry of its own. @returns in the order of the inputs */
export async function recordEvents(trx: Trx, world: World, inputs: readonly EventInput[]): Promise<AppendedEntry[]> {
  const drafts: EntryDraft[] = [];
  for (const input of inputs) drafts.push(await draftOf(trx, world, input));
  const entries = await world.register.append(trx, drafts);
  const at = new Date(world.clock.now());
  const rows = inputs.map((input, place): Row => {
    const entry = entries[place];
    if (entry === undefined) throw new Error('append gave no entry');
    return {
      decision_id: input.decisionId,
      n: input.n,
      kind: input.kind,
      at,
      legal_date: input.legal.today,
      entry: entry.id,
      heard_until: input.heardUntil ?? null,
      check_id: input.check?.id ?? null,
      detail: input.detail ?? null,
    };
  });
  await insertRows(trx, 'decision_event', EVENT_COLUMNS, rows);
  return entries;
}

export async function recordEvent(trx: Trx, world: World, input: EventInput): Promise<AppendedEntry> {
  const [entry] = await recordEvents(trx, world, [input]);
  return entry as AppendedEntry;
}

async function draftOf(trx: Trx, world: World, input: EventInput): Promise<EntryDraft> {
  const { place, check, account } = input;
  return {
    type: input.type,
    organisation: place.organisation,
    decisionPoint: place.decision_point,
    actor: { iss: account.iss, sub: account.sub, role: input.held.role, assurance: account.assurance },
    subject: check === null ? null : await openSubject(trx, world, check),
    case: await openCase(trx, world, input.decisionId, place),
    request: { observed: input.request, claimed: {} },
    outcome: null,
    flags: [...(input.flags ?? [])],
    decisionId: input.decisionId,
    ...(check === null ? {} : { checkId: check.id, person: { ...input.request, ...input.words } }),
    office: { ...input.request, ...input.words },
  };
}

type Row = HouseTables['decision_event'];
export const EVENT_COLUMNS = {
  decision_id: 'text',
  n: 'integer',
  kind: 'text',
  at: 'timestamptz',
  legal_date: 'date',
  entry: 'text',
  heard_until: 'date',
  check_id: 'text',
  detail: 'text',
} as const satisfies ColumnTypes<Row>;
