/** The loop that turns durable entries into a published log: lease, batches, head file, and how far behind it all is. */
import { setTimeout as delay } from 'node:timers/promises';
import { DuecheckError } from '@duecheck/core/errors';
import { dropLease, takeLease } from '../store/lease.ts';
import { type HaltCode, isHalt } from './errors.ts';
import type { SequencerWorld } from './grow-log.ts';
import { oldestPending } from './pending.ts';
import type { Publication } from './publication.ts';
import { sequenceBatch } from './sequence-batch.ts';

/** Entries are in the tree within a second (DESIGN §3.7): four looks leave room for the step itself. */
const INTERVAL_MS = 250;
/** Entries in one step: some megabytes, and a transaction of a few hundred milliseconds at most. */
const BATCH = 2000;
/** How long a sequencer that died keeps the others waiting; renewed in half that time. */
const LEASE_MS = 8000;
const LEASE = 'register-sequencer';

export interface Sequencer {
  readonly pass: () => Promise<void>;
  readonly lagSeconds: () => number;
  /** Why it refuses to go on, or undefined. */
  readonly halted: () => HaltCode | undefined;
  /** Somebody else found out why it must not go on. */
  readonly halt: (why: DuecheckError<HaltCode>) => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

interface LoopWorld extends SequencerWorld {
  readonly publication: Publication;
  /** This process, as the lease knows it. */
  readonly holder: string;
}

export async function createSequencer(world: LoopWorld): Promise<Sequencer> {
  const { db, clock, holder, publication, onAlarm } = world;
  let halted: HaltCode | undefined;
  let leaseUntil = 0;
  let running: { readonly ended: Promise<void>; readonly end: AbortController } | undefined;
  /** Nothing appended before this instant was waiting when this process last looked. */
  let caughtUpTo = (await oldestPending(db)) ?? clock.now();

  const holdsLease = async (): Promise<boolean> => {
    const now = clock.now();
    if (leaseUntil - now > LEASE_MS / 2) return true;
    leaseUntil = (await takeLease(db, { name: LEASE, holder, now, ttlMs: LEASE_MS })) ? now + LEASE_MS : 0;
    return leaseUntil > 0;
  };

  const look = async (): Promise<void> => {
    if (await holdsLease()) {
      for (;;) {
        const step = await sequenceBatch(world, BATCH);
        if (step.kind !== 'grown' || step.entries < BATCH) break;
        await publication.advance();
      }
    }
    const looked = clock.now();
    await publication.advance();
    caughtUpTo = (await oldestPending(db)) ?? looked;
  };

  const halt = ({ code, message }: DuecheckError<HaltCode>): void => {
    if (halted !== undefined) return;
    halted = code;
    onAlarm({ code, detail: message });
  };

  const turn = async (): Promise<void> => {
    if (halted !== undefined) return;
    try {
      await look();
    } catch (error) {
      if (isHalt(error)) halt(error);
      throw error;
    }
  };

  let last = Promise.resolve();
  /** One after the other in this process: whoever asks for one is told once what was durable then has its place. */
  const pass = (): Promise<void> => {
    const mine = last.then(turn);
    last = mine.catch(() => undefined);
    return mine;
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && halted === undefined) {
      try {
        await pass();
      } catch (error) {
        // A database that is away comes back; what waits is counted by the lag meanwhile.
        if (!isHalt(error)) onAlarm({ code: 'sequencer-failed', detail: nameOf(error) });
      }
      await delay(INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  return {
    pass,
    lagSeconds: () => Math.max(0, clock.now() - caughtUpTo) / 1000,
    halted: () => halted,
    halt,
    start() {
      if (running !== undefined) return;
      const end = new AbortController();
      running = { end, ended: loop(end.signal) };
    },
    async stop() {
      running?.end.abort();
      await running?.ended;
      running = undefined;
      if (leaseUntil > 0) await dropLease(db, { name: LEASE, holder });
      leaseUntil = 0;
    },
  };
}

/** A database's message may quote values: its code says enough. */
const nameOf = (error: unknown): string =>
  error instanceof DuecheckError
    ? error.code
    : `${(error as Error).name} ${(error as { code?: string }).code ?? ''}`.trim();
