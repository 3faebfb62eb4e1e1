/**
 * Named places where a chaos test may end the process, as `kill -9` would: no handler runs, nothing is flushed.
 *
 * In production the environment variable is unset and a point costs one property read. With
 * `DUECHECK_FAIL_AT=name` or `name:3` the process kills itself at the (third) hit. `DUECHECK_FAIL_LOG=file` appends
 * each name as it is passed, so that a test can print which points it reached.
 */
import { appendFileSync } from 'node:fs';

const [target, nth = '1'] = (process.env.DUECHECK_FAIL_AT ?? '').split(':');
const log = process.env.DUECHECK_FAIL_LOG;
let hits = 0;

export const FAIL_POINTS = [
  'check.before-intent',
  'check.after-intent',
  'check.intent-committed',
  'check.sources-answered',
  'check.before-commit',
  'check.after-commit',
  'check.before-answer',
  'batch.intents-committed',
  'batch.before-chunk-commit',
  'batch.after-chunk-commit',
  'batch.before-decide-commit',
  'batch.after-decide-commit',
  'decision.before-commit',
  'decision.after-commit',
  'paper.before-commit',
  'paper.after-commit',
  'authorize.before-commit',
  'authorize.after-commit',
  'outbox.before-commit',
  'outbox.after-commit',
  'spool.before-commit',
  'spool.after-commit',
  'sequencer.before-commit',
  'sequencer.after-commit',
  'sequencer.before-head-file',
  'sequencer.after-head-file',
] as const;

/** Of the witness, which is a process of its own: no work of a gateway reaches them. */
export const WITNESS_FAIL_POINTS = ['witness.before-rename', 'witness.after-rename'] as const;

export type FailPoint = (typeof FAIL_POINTS)[number] | (typeof WITNESS_FAIL_POINTS)[number];

export function failPoint(name: FailPoint): void {
  if (log !== undefined) appendFileSync(log, `${name}\n`);
  if (target !== name) return;
  hits += 1;
  if (hits >= Number(nth)) process.kill(process.pid, 'SIGKILL');
}
