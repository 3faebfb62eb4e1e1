/**
 * Every night everything that is stored is hashed again (DESIGN §4), log by log and bundle by bundle, with a rest after each piece as
 * long as the piece took: a whole register may take hours, and nobody waits for it. What does not fit stops the register.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { isNight } from '../jobs/night.ts';
import type { Database } from '../store/database.ts';
import { halt } from './errors.ts';
import { parseOrigin } from './log-origin.ts';
import type { Register } from './register.ts';
import type { OnPiece, StoredReport } from './verify-stored.ts';

export interface RehashWorld {
  readonly db: Database;
  readonly clock: Clock;
  readonly register: Pick<Register, 'origin' | 'logs' | 'verifyStored' | 'halt'>;
}

interface Turn {
  readonly signal?: AbortSignal;
  /** Whether this process still holds the lease. */
  readonly keep: () => Promise<boolean>;
}

export interface Rehashed {
  /** `unfinished`: the process ends, or another one has the lease. */
  readonly result: 'good' | 'mismatch' | 'unfinished';
  readonly entries: number;
  readonly problems: number;
  readonly seconds: number;
}

/** Of what was found so many are named; the audit names all. */
const NAMED = 10;
/** How often the lease is asked for, in milliseconds. */
const KEEP_MS = 5000;

export async function rehash(world: RehashWorld, turn: Turn): Promise<Rehashed> {
  const { clock, register } = world;
  const began = clock.now();
  const piece = paced(turn);
  const reports: StoredReport[] = [];
  for (const log of await register.logs()) {
    if (log.state === 'gone') continue;
    const report = await register.verifyStored(log.origin, piece);
    // Its time was over while it was being read.
    if (await isGone(register, log.origin)) continue;
    reports.push(report);
    if (!report.complete) break;
  }
  const entries = reports.reduce((n, report) => n + report.compared, 0);
  const problems = reports.reduce((n, { tree, entries: of }) => n + tree.length + of.length, 0);
  const done = { entries, problems, seconds: (clock.now() - began) / 1000 };
  if (problems === 0 && reports.some(({ complete }) => !complete)) return { ...done, result: 'unfinished' };
  await keepResult(world, { ...done, began });
  if (problems === 0) return { ...done, result: 'good' };
  register.halt(
    halt('stored-mismatch', `${problems} found by re-hashing: ${reports.flatMap(namesIn).slice(0, NAMED)}`),
  );
  return { ...done, result: 'mismatch' };
}

const isGone = async ({ logs }: RehashWorld['register'], origin: string): Promise<boolean> =>
  (await logs()).some((log) => log.origin === origin && log.state === 'gone');

function paced({ signal, keep }: Turn): OnPiece {
  let pieceBegan = performance.now();
  let keptAt = pieceBegan;
  return async () => {
    await delay(performance.now() - pieceBegan, undefined, { signal, ref: false }).catch(() => undefined);
    pieceBegan = performance.now();
    if (signal?.aborted) return false;
    if (pieceBegan - keptAt < KEEP_MS) return true;
    keptAt = pieceBegan;
    return keep();
  };
}

const namesIn = ({ origin, tree, entries }: StoredReport): string[] => [
  ...entries.map(({ code, entry }) => ` ${entry} ${code}`),
  ...tree.map(({ code }) => ` ${origin} ${code}`),
];

const registerOf = (origin: string): string => parseOrigin(origin)?.register ?? origin;

async function keepResult(
  { db, clock, register }: RehashWorld,
  { entries, problems, began }: { readonly entries: number; readonly problems: number; readonly began: number },
): Promise<void> {
  const ended_at = new Date(clock.now());
  const run = { began_at: new Date(began), ended_at, entries, problems, ...(problems === 0 && { good_at: ended_at }) };
  await db
    .insertInto('register_rehash')
    .values({ register: registerOf(register.origin), good_at: null, ...run })
    .onConflict((conflict) => conflict.column('register').doUpdateSet(run))
    .execute();
}

export interface LastRehash {
  /** End of the last run that found nothing; null where there was none. */
  readonly goodAt: Date | null;
  /** Of the last run, good or not. */
  readonly entries: number;
  readonly problems: number;
}

export async function lastRehash({ db, register }: Pick<RehashWorld, 'db' | 'register'>): Promise<LastRehash | null> {
  const row = await db
    .selectFrom('register_rehash')
    .select(['good_at', 'entries', 'problems'])
    .where('register', '=', registerOf(register.origin))
    .executeTakeFirst();
  return row === undefined ? null : { goodAt: row.good_at, entries: row.entries, problems: row.problems };
}

const HOUR = 3_600_000;
/** Once a night; at any hour where nights were missed, or where the last run did not end well. */
export function isDue(last: LastRehash | null, now: number): boolean {
  const since = now - (last?.goodAt?.getTime() ?? 0);
  return since > 30 * HOUR || (last?.problems ?? 0) > 0 || (isNight(now) && since > 12 * HOUR);
}
