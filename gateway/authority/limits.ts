/** How much may be looked up a day. Counted in the lookup's own transaction; the day is the machine's, never moved. */
import type { LimitKind } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { sql } from 'kysely';
import { iso } from '../clock.ts';
import type { Account } from '../identity/tokens.ts';
import type { Database, Trx } from '../store/database.ts';

/**
 * Ours, where no node of the tree names a limit: a busy window makes 60 to 90 cases a day with up to five lookups each
 * (PERSONAS, load model); twenty mismatches a day are typing errors, two hundred are a search.
 */
export const DEFAULT_LIMITS: Readonly<Record<LimitKind, number>> = {
  lookups: 600,
  mismatches: 20,
  'batch-subjects': 100_000,
  'batch-without-release': 20_000,
};

/** Of the nearest node that names one. @param chain the organisation, then its superiors, nearest first */
export async function limitsOf(db: Database | Trx, chain: readonly string[]): Promise<Record<LimitKind, number>> {
  const rows = await db
    .selectFrom('lookup_limit')
    .select(['organisation', 'what', 'most'])
    .where(sql<boolean>`organisation = any(${chain}::text[])`)
    .execute();
  const limits = { ...DEFAULT_LIMITS };
  for (const organisation of chain.toReversed()) {
    for (const row of rows) if (row.organisation === organisation) limits[row.what as LimitKind] = row.most;
  }
  return limits;
}

type Counted = 'lookups' | 'mismatches' | 'batch-subjects';

export interface Counter {
  readonly organisation: string;
  readonly account: Pick<Account, 'iss' | 'sub'>;
  /** Machine instant, milliseconds. */
  readonly now: number;
}

const dayOf = (now: number) => legalDateOf(iso(now));

/** Counts `by` more. The account's row stays locked until the transaction ends: its lookups at once are counted one by one. */
export async function count(
  trx: Trx,
  { organisation, account, now }: Counter,
  what: Counted,
  by: number,
): Promise<number> {
  const { n } = await trx
    .insertInto('lookup_count')
    .values({ day: dayOf(now), organisation, what, iss: account.iss, sub: account.sub, n: by })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'organisation', 'what', 'iss', 'sub'])
        .doUpdateSet((eb) => ({ n: eb('lookup_count.n', '+', by) })),
    )
    .returning('n')
    .executeTakeFirstOrThrow();
  return n;
}

/** What this account has of the day already, in any organisation: probing under two hats is one search. */
export async function countedToday(trx: Trx, { account, now }: Counter, what: Counted): Promise<number> {
  const { n } = await trx
    .selectFrom('lookup_count')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('n'), eb.lit(0)).as('n'))
    .where('day', '=', dayOf(now))
    .where('what', '=', what)
    .where('iss', '=', account.iss)
    .where('sub', '=', account.sub)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** What the whole organisation has of the day: a sum, so that no clerk waits for another's row. */
export async function countedIn(
  trx: Trx,
  { organisation, now }: Omit<Counter, 'account'>,
  what: Counted,
): Promise<number> {
  const { n } = await trx
    .selectFrom('lookup_count')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('n'), eb.lit(0)).as('n'))
    .where('day', '=', dayOf(now))
    .where('what', '=', what)
    .where('organisation', '=', organisation)
    .executeTakeFirstOrThrow();
  return Number(n);
}
