/** An alert with the entries it rests on, and its own entry: who takes an alert away leaves a gap that the register shows. */
import { type Id, newId } from '@duecheck/core/contract';
import type { Raised, ReviewRules } from '@duecheck/core/review';
import type { Tables, Trx } from '../store/database.ts';
import { insertRows } from '../store/insert-rows.ts';
import type { World } from '../world.ts';
import type { Doer } from './load-acts.ts';

export interface Raising {
  readonly doer: Doer;
  readonly version: number;
  readonly rules: ReviewRules;
  readonly raised: readonly Raised[];
}

/** Those that are not there yet. */
export async function raiseAlerts(trx: Trx, world: World, { raised, ...by }: Raising): Promise<void> {
  for (const one of raised) await raise(trx, world, by, one);
}

async function raise(
  trx: Trx,
  world: World,
  { doer, version, rules }: Omit<Raising, 'raised'>,
  { rule, day, about, entries, because }: Raised,
): Promise<void> {
  const { iss, sub, organisation } = doer;
  const now = world.clock.now();
  const id: Id<'alr'> = newId('alr', { now, random: world.random(16) });
  const made = await trx
    .insertInto('review_alert')
    .values({
      ...{ id, rule, version, organisation, iss, sub, day, about },
      title: JSON.stringify(rules.find((one) => one.id === rule)?.title),
      because: JSON.stringify(because),
      entries: entries.length,
      raised_at: new Date(now),
      raised_entry: '',
      revision: 0,
      state: 'open',
      assignee_iss: null,
      assignee_sub: null,
      finding: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['rule', 'version', 'iss', 'sub', 'organisation', 'day', 'about']).doNothing(),
    )
    .executeTakeFirst();
  if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  const [entry] = await world.register.append(trx, [
    {
      type: 'alert.raised',
      organisation,
      decisionPoint: null,
      actor: null,
      subject: null,
      case: null,
      request: { observed: { alert: id, rule, version, day, actor: { iss, sub }, entries, because } },
      outcome: null,
      office: { alert: id, rule },
    },
  ]);
  if (entry === undefined) throw new Error('append gave no entry');
  await trx.updateTable('review_alert').set({ raised_entry: entry.id }).where('id', '=', id).execute();
  await insertRows<Tables['review_alert_entry']>(
    trx,
    'review_alert_entry',
    { alert: 'text', n: 'integer', entry: 'text' },
    entries.map((one, n) => ({ alert: id, n, entry: one })),
  );
}
