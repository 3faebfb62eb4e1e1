import type { DecisionsAnswer, Effect, Id, ReceiptState } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { type Selectable, sql } from 'kysely';
import { iso } from '../clock.ts';
import { EVENT_KINDS, type EventKind, OPEN, standingOf } from '../decisions/state.ts';
import { defineCapability } from '../http/handler.ts';
import { inPosts, postsOf } from '../identity/posts.ts';
import { DECIDERS } from '../identity/roles.ts';
import type { Trx } from '../store/database.ts';
import { openCase } from '../store/sealed.ts';
import type { HouseTables } from '../store/tables/house.ts';

const MOST_LISTED = 100;
const DAYS_MS = 7 * 24 * 60 * 60_000;

/** GET /v1/decisions: names no person, and reads no record. Open ones first, however old: their periods run. */
export const decisions = defineCapability('decisions', async ({ world, caller }) =>
  world.db.transaction().execute(async (trx): Promise<DecisionsAnswer> => {
    const { today } = await world.legal(trx);
    const posts = await postsOf(trx, caller, today, DECIDERS);
    const isOpen = sql<boolean>`
      ((select e.kind from decision_event e where e.decision_id = decision.id order by e.n desc limit 1)
       = any(${[...OPEN_KINDS]}::text[]))`;
    const rows = await trx
      .selectFrom('decision')
      .selectAll()
      .where('iss', '=', caller.iss)
      .where('sub', '=', caller.sub)
      .where(inPosts(posts, 'organisation', 'decision_point'))
      .where((eb) => eb.or([isOpen, eb('decided_at', '>', new Date(world.clock.now() - DAYS_MS))]))
      .orderBy(isOpen, 'desc')
      .orderBy('decided_at', 'desc')
      .limit(MOST_LISTED)
      .execute();
    const ids = rows.map(({ id }) => id);
    const [events, receipts] = [await eventsOfAll(trx, ids), await receiptsOf(trx, ids)];
    const told: DecisionsAnswer['decisions'] = [];
    for (const row of rows) {
      const { state, heardUntil } = standingOf(events.get(row.id) ?? [], today);
      const receipt = receipts.get(row.id);
      told.push({
        decisionId: row.id as Id<'dec'>,
        decisionPoint: row.decision_point,
        caseLabel: (await openCase(trx, world, row.id, row)).label,
        effect: row.effect as Effect,
        state,
        heardUntil,
        decidedAt: iso(row.decided_at.getTime()),
        receipt:
          receipt === undefined
            ? null
            : {
                state: row.receipt_state as ReceiptState,
                use: receipt.used ? 'used' : receipt.expires_at.getTime() <= world.clock.now() ? 'expired' : 'unused',
                expiresAt: iso(receipt.expires_at.getTime()),
              },
      });
    }
    return { decisions: told, legalToday: today };
  }),
);

/** `lapsed` is a predicate over `notified`. */
const OPEN_KINDS = EVENT_KINDS.filter((kind) => OPEN.includes(kind));

async function eventsOfAll(trx: Trx, ids: readonly string[]) {
  const events = new Map<string, { kind: EventKind; heardUntil: CivilDate | null }[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return events;
  const rows = await trx
    .selectFrom('decision_event')
    .select(['decision_id', 'kind', 'heard_until'])
    .where('decision_id', 'in', ids)
    .orderBy('n')
    .execute();
  for (const { decision_id, kind, heard_until } of rows)
    events.get(decision_id)?.push({ kind: kind as EventKind, heardUntil: heard_until as CivilDate | null });
  return events;
}

type Standing = Pick<Selectable<HouseTables['receipt']>, 'expires_at'> & { readonly used: boolean };

/** The one that is not void; of a round there is none, since its receipt is its members'. */
async function receiptsOf(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('receipt')
    .select(['decision_id', 'expires_at'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('receipt_use').select('receipt_use.jti').whereRef('receipt_use.jti', '=', 'receipt.jti'))
        .as('used'),
    )
    .where('decision_id', 'in', ids)
    .where('voided_at', 'is', null)
    .orderBy('issued_at')
    .execute();
  return new Map(rows.map((row) => [row.decision_id as string, { ...row, used: Boolean(row.used) }]));
}
