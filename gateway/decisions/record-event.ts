/** Appends one event of a decision: an entry in the register and a row, in the same transaction. */
import type { EntryType } from '@duecheck/core/register';
import type { CivilDate } from '@duecheck/core/time';
import type { LegalTime } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { AppendedEntry } from '../register/register.ts';
import type { Trx } from '../store/database.ts';
import { openCase, openSubject, type SealedCase } from '../store/sealed.ts';
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

export async function recordEvent(trx: Trx, world: World, input: EventInput): Promise<AppendedEntry> {
  const { place, check, account } = input;
  const [entry] = await world.register.append(trx, [
    {
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
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx
    .insertInto('decision_event')
    .values({
      decision_id: input.decisionId,
      n: input.n,
      kind: input.kind,
      at: new Date(world.clock.now()),
      legal_date: input.legal.today,
      entry: entry.id,
      heard_until: input.heardUntil ?? null,
      check_id: check?.id ?? null,
      detail: input.detail ?? null,
    })
    .execute();
  return entry;
}
