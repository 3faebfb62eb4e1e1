/**
 * Long pieces of work, several beside each other so that nobody's ten thousand keep somebody's ten waiting. Each has a lease of
 * its own: whichever gateway holds it goes on with it, and another takes over when that one dies.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import { dropLease, takeLease } from '../store/lease.ts';
import { faultName, type Job, type JobOptions } from './job.ts';

const LOOK_MS = 500;
/** How long a gateway that died keeps a piece; renewed three times as often. */
const LEASE_MS = 15_000;
/** What failed unexpectedly is not tried again at once: a database that is away, a list nobody signed. */
const REST_MS = 10_000;

export interface Crew<Piece extends { readonly id: string }> {
  /** In the log, and before the piece's id in its lease. */
  readonly name: string;
  readonly db: Database;
  readonly clock: Clock;
  readonly atOnce: number;
  /** Once, before the first look. */
  readonly begin?: () => Promise<void>;
  /** What is to be worked on, the first in turn first. */
  readonly open: () => Promise<readonly Piece[]>;
  /**
   * Under the piece's lease. `signal`: this gateway ends, or stood still for so long that another holds the piece now.
   * `tries`: how often it failed before. What it throws lets the piece rest before it is tried again.
   */
  readonly work: (piece: Piece, turn: { readonly signal: AbortSignal; readonly tries: number }) => Promise<void>;
  readonly onFault: JobOptions['onFault'];
}

export function createCrew<Piece extends { readonly id: string }>(crew: Crew<Piece>): Job {
  const { name, db, clock, onFault } = crew;
  const holder = randomUUID();
  const end = new AbortController();
  const running = new Map<string, Promise<void>>();
  const resting = new Map<string, { readonly until: number; readonly tries: number }>();
  let loop: Promise<void> | undefined;

  async function work(piece: Piece): Promise<void> {
    const lease = { name: `${name}/${piece.id}`, holder };
    const take = () => takeLease(db, { ...lease, now: clock.now(), ttlMs: LEASE_MS });
    if (!(await take())) return;
    const over = new AbortController();
    const signal = AbortSignal.any([end.signal, over.signal]);
    const renewing = renew(take, signal).then((lost) => lost && over.abort());
    try {
      await crew.work(piece, { signal, tries: resting.get(piece.id)?.tries ?? 0 });
      resting.delete(piece.id);
    } finally {
      over.abort();
      await renewing;
      await dropLease(db, lease).catch(() => undefined);
    }
  }

  async function look(): Promise<void> {
    for (const piece of await crew.open()) {
      if (running.size >= crew.atOnce) return;
      const rest = resting.get(piece.id);
      if (running.has(piece.id) || (rest?.until ?? 0) > clock.now()) continue;
      const done = work(piece)
        .catch((error: unknown) => {
          resting.set(piece.id, { until: clock.now() + REST_MS, tries: (rest?.tries ?? 0) + 1 });
          onFault(name, faultName(error));
        })
        .finally(() => running.delete(piece.id));
      running.set(piece.id, done);
    }
  }

  async function keepLooking(): Promise<void> {
    await crew.begin?.().catch((error: unknown) => onFault(name, faultName(error)));
    while (!end.signal.aborted) {
      await look().catch((error: unknown) => onFault(name, faultName(error)));
      await delay(LOOK_MS, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  }

  return {
    start() {
      loop ??= keepLooking();
    },
    async stop() {
      end.abort();
      await loop;
      await Promise.all(running.values());
    },
    async once() {
      await look();
      const begun = running.size > 0;
      await Promise.all(running.values());
      return begun;
    },
  };
}

/** @returns whether somebody else holds it now: this gateway stood still for too long */
async function renew(take: () => Promise<boolean>, stop: AbortSignal): Promise<boolean> {
  for (;;) {
    await delay(LEASE_MS / 3, undefined, { signal: stop, ref: false }).catch(() => undefined);
    if (stop.aborted) return false;
    // A database that is away for a moment takes no lease from anybody.
    if (!(await take().catch(() => true))) return true;
  }
}
