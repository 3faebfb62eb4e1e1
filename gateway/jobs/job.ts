/**
 * Work that comes back by itself: in one gateway at a time, by a lease row; the others take over when it dies. What must
 * never happen twice has its own guard in the database, since a paused holder wakes late (`store/lease.ts`).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DuecheckError } from '@duecheck/core/errors';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import { dropLease, takeLease } from '../store/lease.ts';

export interface JobOptions {
  /** Of the lease, and in the log. */
  readonly name: string;
  readonly db: Database;
  readonly clock: Clock;
  /** Pause between two rounds. */
  readonly everyMs: number;
  /** How long a holder that died keeps the others waiting; `keep` renews it. */
  readonly leaseMs: number;
  /** One round. Ends early once `signal` is aborted. `keep` is called between its parts; false: somebody else holds it now. */
  readonly round: (work: { readonly signal: AbortSignal; readonly keep: () => Promise<boolean> }) => Promise<void>;
  /** A code or a kind of error, never its message: a database's may quote values. */
  readonly onFault: (job: string, fault: string) => void;
}

export interface Job {
  readonly start: () => void;
  /** Ends after the part under way and gives the lease back. */
  readonly stop: () => Promise<void>;
  /** One round now, if the lease is free: what the loop does. @returns whether it was */
  readonly once: () => Promise<boolean>;
}

export function createJob({ name, db, clock, everyMs, leaseMs, round, onFault }: JobOptions): Job {
  const holder = randomUUID();
  const end = new AbortController();
  let running: Promise<void> | undefined;
  const keep = () => takeLease(db, { name, holder, now: clock.now(), ttlMs: leaseMs });

  const once = async (): Promise<boolean> => {
    if (!(await keep())) return false;
    await round({ signal: end.signal, keep });
    return true;
  };

  const loop = async (): Promise<void> => {
    while (!end.signal.aborted) {
      // A database that is away comes back; the next round finds what this one left.
      await once().catch((error: unknown) => onFault(name, faultName(error)));
      await delay(everyMs, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  };

  return {
    once,
    start() {
      running ??= loop();
    },
    async stop() {
      end.abort();
      await running;
      await dropLease(db, { name, holder }).catch(() => undefined);
    },
  };
}

export const faultName = (error: unknown): string =>
  error instanceof DuecheckError
    ? error.code
    : `${(error as Error).name} ${(error as { code?: string }).code ?? ''}`.trim();
