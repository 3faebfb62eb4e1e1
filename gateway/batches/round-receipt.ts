/** One receipt for the decisions of a round: a root over its members, so that its size does not grow with them. */
import { toBase64Url } from '@duecheck/core/bytes';
import { newId } from '@duecheck/core/contract';
import { caseHash, type SetEntry, setDigest, setMembers } from '@duecheck/core/receipt';
import { joinHashes } from '@duecheck/core/register';
import { sql } from 'kysely';
import type { LegalTime } from '../clock.ts';
import { audienceOf } from '../decisions/audience.ts';
import { storeReceipt } from '../decisions/receipts.ts';
import type { Trx } from '../store/database.ts';
import { type ColumnTypes, insertRows } from '../store/insert-rows.ts';
import { openCase } from '../store/sealed.ts';
import type { BatchTables } from '../store/tables/batches.ts';
import type { World } from '../world.ts';
import type { BatchRow } from './batch-row.ts';

/** A proof is half a kilobyte. */
const ROWS = 5000;

/**
 * Holds the members whose decision of this round is still the last word on their case, and was carried out by no request.
 *
 * @param batch locked. @returns why there is none: nobody is left, or somebody's check has become too old
 */
export async function issueRoundReceipt(
  trx: Trx,
  world: World,
  batch: BatchRow,
  legal: LegalTime,
): Promise<'issued' | 'nobody' | 'not-fresh'> {
  const decided = await standingDecisions(trx, batch);
  const [first] = decided;
  if (first === undefined || batch.decided_entry === null) return 'nobody';
  const freshUntil = Math.min(...decided.map(({ fresh_until }) => fresh_until.getTime())) - legal.ahead;
  if (freshUntil <= world.clock.now() || decided.some(({ outdated }) => outdated)) return 'not-fresh';

  const jti = newId('rcp', { now: world.clock.now(), random: world.random(16) });
  const { organisation, decision_point: decisionPoint, origin } = batch;
  const entries: SetEntry[] = [];
  for (const one of decided) {
    const { key, part } = await openCase(trx, world, one.id, one);
    entries.push({
      caseHash: toBase64Url(caseHash(world.suite, { jti, organisation, decisionPoint, key, part })),
      subjectCommitment: toBase64Url(one.subject_commitment),
      checkId: one.check_id,
    });
  }
  const register = await entryOf(trx, batch.decided_entry);
  const audience = await audienceOf(trx, batch);
  await storeReceipt(trx, world, freshUntil, (iat, exp) => ({
    iss: world.url,
    aud: audience,
    jti,
    iat,
    exp,
    use: 'decision',
    state: 'checked',
    decisionPoint,
    organisation,
    effect: batch.effect,
    catalogueVersion: first.catalogue_version,
    register,
    origin,
    setDigest: setDigest(entries, world.suite),
    n: entries.length,
  }));
  const rows = setMembers(entries, world.suite).map(({ index, checkId, proof }) => {
    const { case_key, part, id, subject_commitment } = decided[index] as (typeof decided)[number];
    const member = { jti, n: index, case_key, part, decision_id: id, check_id: checkId };
    return { ...member, subject_commitment, proof: joinHashes(proof) };
  });
  for (let from = 0; from < rows.length; from += ROWS)
    await insertRows(trx, 'receipt_member', COLUMNS, rows.slice(from, from + ROWS));
  await trx.updateTable('batch').set({ receipt_jti: jti }).where('id', '=', batch.id).execute();
  return 'issued';
}

const COLUMNS = {
  jti: 'text',
  n: 'integer',
  case_key: 'bytea',
  part: 'text',
  decision_id: 'text',
  check_id: 'text',
  subject_commitment: 'bytea',
  proof: 'bytea',
} as const satisfies ColumnTypes<Omit<BatchTables['receipt_member'], 'voided_at'>>;

const standingDecisions = (trx: Trx, batch: BatchRow) =>
  trx
    .selectFrom('batch_item as i')
    .innerJoin('decision as d', 'd.id', 'i.decision_id')
    .innerJoin('credit_check as c', 'c.id', 'd.check_id')
    .select(['d.id', 'd.organisation', 'd.case_key', 'd.part', 'd.sealed_case', 'd.key_month'])
    .select(['c.fresh_until', 'c.outdated', 'c.catalogue_version', 'c.id as check_id'])
    .select('i.subject_commitment')
    .$narrowType<{ subject_commitment: Uint8Array }>()
    .where('i.batch_id', '=', batch.id)
    .where(sql<boolean>`not exists (
      select 1 from decision later
       where later.organisation = d.organisation and later.decision_point = d.decision_point
         and later.case_key = d.case_key and later.part = d.part
         and (later.decided_at, later.id) > (d.decided_at, d.id))`)
    .where(sql<boolean>`not exists (
      select 1 from receipt_member m
        join receipt_use u on u.jti = m.jti and u.case_key = m.case_key and u.part = m.part
       where m.decision_id = d.id)`)
    .orderBy('i.n')
    .execute();

async function entryOf(trx: Trx, id: string): Promise<{ entry: string; leafHash: string }> {
  const row = await trx.selectFrom('register_entry').select('leaf_hash').where('id', '=', id).executeTakeFirstOrThrow();
  return { entry: id, leafHash: toBase64Url(row.leaf_hash) };
}
