/** Auditors are audited too (DESIGN §1.12): what one asked is an entry, durable before a line of the answer leaves. */
import type { Id, Role } from '@duecheck/core/contract';
import type { EntryType, JsonObject } from '@duecheck/core/register';
import type { Account } from '../identity/tokens.ts';
import type { World } from '../world.ts';

/** Who asks: an auditor, or whoever else may read part of what auditors do. */
export interface Asker {
  readonly account: Account;
  /** The node where the role was given; the entry stands under it. */
  readonly organisation: string;
  readonly role?: Role;
}

export interface Asked {
  /** Which question, as the route is named. */
  readonly route: string;
  /** What was asked, with HMACs for numbers, names and cases: the entry outlives a person's key, and another auditor reads it. */
  readonly asked: object;
  readonly reason?: string | undefined;
  /** Whom it was about, where it names a person: that person reads of it. */
  readonly subject?: { readonly kind: string; readonly number: string } | null;
  readonly type?: Extract<EntryType, 'audit.query' | 'export'>;
}

export async function registerQuestion(
  world: Pick<World, 'db' | 'register'>,
  { account, organisation, role = 'auditor' }: Asker,
  { route, asked, reason, subject = null, type = 'audit.query' }: Asked,
): Promise<Id<'ent'>> {
  // Members that are undefined are none: what is committed to has one form.
  const question = JSON.parse(JSON.stringify(asked)) as JsonObject;
  const [entry] = await world.db.transaction().execute((trx) =>
    world.register.append(trx, [
      {
        type,
        organisation,
        decisionPoint: null,
        actor: { iss: account.iss, sub: account.sub, role, assurance: account.assurance },
        subject: subject && { ...subject, name: null },
        case: null,
        request: { observed: { route, asked: question }, claimed: { reason: reason ?? null } },
        outcome: null,
        ...(subject === null ? {} : { person: { read: route } }),
        office: { purpose: 'audit', route, asked: question, reason: reason ?? null },
      },
    ]),
  );
  if (entry === undefined) throw new Error('append gave no entry');
  return entry.id;
}
