/**
 * Checks that are owed because a source did not answer: done by the gateway itself once it does (自动补查), in the name of
 * the clerk who asked and only while that clerk may. What it finds opens a review and changes nothing by itself.
 *
 * Those that an outage of the gateway left are the client's to deliver: only its outbox knows the person.
 */
import { newId } from '@duecheck/core/contract';
import type { CheckRun } from '../checks/check-run.ts';
import { runCheck } from '../checks/run-check.ts';
import { subjectOf } from '../checks/subject-of.ts';
import { superiorsOf } from '../identity/organisations.ts';
import { rolesOf } from '../identity/roles.ts';
import { openCase, openSubject } from '../store/sealed.ts';
import type { World } from '../world.ts';
import { settleOwed } from './settle-owed.ts';

const AT_ONCE = 20;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** A minute, two, four … an hour: a platform that just came back is not met by everything that waited. */
export const pauseAfter = (tries: number): number => Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);

interface Owed {
  readonly decision_id: string;
  readonly check_id: string | null;
  readonly iss: string;
  readonly sub: string;
}

/** Tries what is due now, some at a time. @returns how many were tried */
export async function doOwedChecks(
  world: World,
  { signal, keep }: { readonly signal: AbortSignal; readonly keep: () => Promise<boolean> },
): Promise<number> {
  let tried = 0;
  while (!signal.aborted && (await keep())) {
    const owed = await dueNow(world);
    for (const one of owed) {
      if (signal.aborted) return tried;
      await tryOne(world, one);
      tried += 1;
    }
    if (owed.length < AT_ONCE) return tried;
  }
  return tried;
}

/** Takes some, and puts their next try off before the first: one that kills the process does not come back at once. */
async function dueNow(world: World): Promise<Owed[]> {
  const now = world.clock.now();
  return world.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('owed_check as o')
      .innerJoin('decision as d', 'd.id', 'o.decision_id')
      .select(['o.decision_id', 'o.iss', 'o.sub', 'o.tries', 'd.check_id'])
      .where('o.source', '=', 'unknown')
      .where('o.done_check', 'is', null)
      .where((eb) => eb.or([eb('o.next_try', 'is', null), eb('o.next_try', '<=', new Date(now))]))
      .orderBy('o.since')
      .limit(AT_ONCE)
      .forUpdate('o')
      .execute();
    for (const { decision_id, tries } of rows) {
      await trx
        .updateTable('owed_check')
        .set({ tries: tries + 1, next_try: new Date(now + pauseAfter(tries)) })
        .where('decision_id', '=', decision_id)
        .execute();
    }
    return rows;
  });
}

async function tryOne(world: World, { check_id, iss, sub }: Owed): Promise<void> {
  if (check_id === null) return;
  const catalogue = await world.lists.catalogue();
  const checked = await world.db.transaction().execute(async (trx) => {
    const check = await trx.selectFrom('credit_check').selectAll().where('id', '=', check_id).executeTakeFirstOrThrow();
    return { check, of: await openCase(trx, world, check.id, check), subject: await openSubject(trx, world, check) };
  });
  const { check, of } = checked;
  const binding = await world.lists.binding(check.origin, check.decision_point);
  const account = { iss, sub, assurance: 'job' };
  await runCheck(world, {
    begin: async (trx): Promise<{ run: CheckRun }> => {
      const legal = await world.legal(trx);
      return {
        run: {
          checkId: newId('chk', { now: world.clock.now(), random: world.random(16) }),
          account,
          held: await rolesOf(trx, account, legal.today, check.organisation),
          superiors: await superiorsOf(trx, check.organisation),
          request: {
            decisionPoint: check.decision_point,
            case: of,
            ...(check.matter === null ? {} : { matter: check.matter }),
            subject: checked.subject,
            origin: check.origin,
          },
          subject: subjectOf(checked.subject),
          binding,
          catalogue,
          legal,
          flags: ['owed', 'automatic'],
          // Whoever waits at a window goes first.
          by: 'office',
          pace: 'batch',
        },
      };
    },
    end: (trx, answer) => settleOwed(trx, world, { place: check, check: answer, account }),
  });
}
