import { newId, type SpoolRequest } from '@duecheck/core/contract';
import { decidedNothing, takeReports } from '../denominator/take-reports.ts';
import { acceptReceipt } from '../enforcement/accept-receipt.ts';
import type { Asked } from '../enforcement/asked.ts';
import { failPoint } from '../fail-points.ts';
import { defineCapability } from '../http/handler.ts';
import type { EnforcementPoint } from '../identity/enforcement-points.ts';
import { passOnDeferral } from '../outages/pass-on-deferral.ts';
import { verifyDeferralHere } from '../outages/verify-deferral.ts';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

type Line = SpoolRequest['entries'][number];
type Result = { id: string; state: 'checked' | 'owed' | 'unchecked' | 'repeated'; code?: string };

/** POST /v1/spool: each line in its own transaction, so that one bad line holds up none. */
export const spool = defineCapability('spool', async ({ world, caller, body }) => {
  const results: Result[] = [];
  for (const line of body.entries) {
    const result = await world.db.transaction().execute(async (trx) => {
      const imported = await importLine(trx, world, caller, line);
      failPoint('spool.before-commit');
      return imported;
    });
    failPoint('spool.after-commit');
    results.push(result);
  }
  return { results };
});

async function importLine(trx: Trx, world: World, point: EnforcementPoint, line: Line): Promise<Result> {
  const claimed = await trx
    .insertInto('spool_line')
    .values({
      enforcement_point: point.id,
      id: line.id,
      state: 'unchecked',
      code: null,
      decision_id: null,
      imported_at: new Date(world.clock.now()),
    })
    .onConflict((conflict) => conflict.columns(['enforcement_point', 'id']).doNothing())
    .executeTakeFirst();
  if ((claimed.numInsertedOrUpdatedRows ?? 0n) === 0n) return { id: line.id, state: 'repeated' };

  await countPassed(trx, world, point, line);

  const set = (values: { state: string; code?: string; decision_id?: string }) =>
    trx
      .updateTable('spool_line')
      .set(values)
      .where('enforcement_point', '=', point.id)
      .where('id', '=', line.id)
      .execute();
  // Why its receipt did not count is worth more to an auditor than that there was no other.
  let without = 'no-receipt';
  if (line.receipt !== null && line.deferral === null) {
    const verdict = await acceptReceipt(trx, world, point, askedBy(line), line.receipt);
    if (verdict.pass) {
      await set({ state: 'checked' });
      return { id: line.id, state: 'checked' };
    }
    without = verdict.code;
  }
  const passed =
    line.deferral === null
      ? ({ ok: false, code: without } as const)
      : await passOn(trx, world, point, line, line.deferral);
  if (passed.ok) {
    await set({ state: 'owed', decision_id: passed.decisionId });
    return { id: line.id, state: 'owed' };
  }
  // It passed with nothing that proves who let it: an entry for the auditors, and coverage counts it as unchecked.
  await world.register.append(trx, [
    {
      type: 'deferral.imported',
      organisation: point.organisation,
      decisionPoint: line.decisionPoint,
      actor: null,
      subject: null,
      case: line.case === null ? null : { key: line.case, label: line.case, part: '1' },
      request: {
        enforcementPoint: point.id,
        effect: line.effect,
        method: line.method,
        passedAt: line.passedAt,
        code: passed.code,
      },
      outcome: null,
      flags: ['unchecked'],
      office: { uri: line.uri },
    },
  ]);
  await set({ state: 'unchecked', code: passed.code });
  return { id: line.id, state: 'unchecked', code: passed.code };
}

/** What passed during an outage is a decision of the denominator, however its check turns out. Its entry is the line's own. */
async function countPassed(trx: Trx, world: World, point: EnforcementPoint, line: Line): Promise<void> {
  if (line.case === null || (line.status !== undefined && decidedNothing(line.status))) return;
  const reporter = { organisation: point.organisation, source: point.id, kind: 'decisions' } as const;
  await takeReports(trx, world, reporter, [
    {
      decisionPoint: line.decisionPoint,
      case: { key: line.case, part: '1' },
      subject: null,
      openedAt: null,
      decidedAt: Date.parse(line.passedAt),
    },
  ]);
}

/** What the enforcement point would have asked, had we answered. */
const askedBy = (line: Line): Asked => ({
  decisionPoint: line.decisionPoint,
  effect: line.effect,
  method: line.method,
  uri: line.uri,
  caseKey: line.case,
  part: '1',
  at: Date.parse(line.passedAt),
});

type Passed = { readonly ok: true; readonly decisionId: string } | { readonly ok: false; readonly code: string };

/** Keeps the decision that a line's deferral owns up to. */
async function passOn(trx: Trx, world: World, point: EnforcementPoint, line: Line, deferral: string): Promise<Passed> {
  if (line.case === null) return { ok: false, code: 'case-mismatch' };
  const verified = await verifyDeferralHere(trx, world, deferral, {
    organisation: point.organisation,
    decisionPoint: line.decisionPoint,
    effect: line.effect,
    caseKey: line.case,
    part: '1',
  });
  if (!verified.ok) return verified;
  const decisionId = await passOnDeferral(trx, world, {
    id: newId('dec', { now: world.clock.now(), random: world.random(16) }),
    claims: verified.claims,
    account: { iss: verified.key.iss, sub: verified.key.sub, assurance: 'deferral' },
    case: { key: line.case, label: line.case, part: '1' },
    origin: point.origin,
    source: 'spool',
    flags: ['spool'],
  });
  return decisionId === null ? { ok: false, code: 'already-used' } : { ok: true, decisionId };
}
