/**
 * Takes the published head to every witness at once. None of them can hold up the log: each is asked with a deadline, rests
 * after a fault, and only a head under our own signature that the database does not hold halts the register.
 */
import { witnessVerifiers } from '@duecheck/core/register';
import type { Clock } from '../clock.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import { isHalt, type RegisterAlarm } from '../register/errors.ts';
import type { Head } from '../register/head.ts';
import type { Register } from '../register/register.ts';
import { type AskedWitness, type AskingLog, askCosignature } from './ask-cosignature.ts';
import { forgetOlder, keepCosignature } from './cosignatures.ts';
import { isWitnessFault } from './fault.ts';
import { openOwn } from './kept-head.ts';
import type { WitnessSettings } from './known-witnesses.ts';
import { isLagging } from './lag.ts';
import { markOwing, readStandings, type Standing } from './standing.ts';

/** After its first fault; doubled with each further one, up to the most. */
const REST_MS = 1000;
const MOST_REST_MS = 60_000;

export interface CosigningWorld extends AskingLog {
  readonly clock: Clock;
  readonly register: Pick<Register, 'head' | 'halt'>;
  readonly settings: WitnessSettings;
  readonly onAlarm: (alarm: RegisterAlarm) => void;
}

export interface CosignRounds {
  /** @returns `halted`: a witness proved that the database is not what was signed. @throws database errors as they come */
  readonly round: (signal?: AbortSignal) => Promise<'went-on' | 'halted'>;
}

export function createCosignRounds(world: CosigningWorld): CosignRounds {
  const { db, clock, register, settings, origin, onAlarm } = world;
  const verifiers = witnessVerifiers(
    settings.asked.map(({ vkey }) => vkey),
    intl1,
  );
  const witnesses = settings.asked.map((asked, i) => ({ ...asked, verifier: verifiers[i] }) as AskedWitness);
  const resting = new Map<string, { readonly until: number; readonly faults: number }>();
  const toldLag = new Set<string>();

  const tellLag = (witness: AskedWitness, standing: Standing | undefined): void => {
    if (standing === undefined || !isLagging(standing, clock.now())) {
      toldLag.delete(witness.vkey);
    } else if (!toldLag.has(witness.vkey)) {
      toldLag.add(witness.vkey);
      const since = standing.behindSince?.toISOString();
      onAlarm({ code: 'witness-lag', witness: witness.verifier.name, detail: `it owes a cosignature since ${since}` });
    }
  };

  const ask = async (
    witness: AskedWitness,
    head: Head,
    standing: Standing | undefined,
    signal?: AbortSignal,
  ): Promise<'cosigned' | 'as-before'> => {
    const last = standing?.checkpoint == null ? undefined : openOwn(world, standing.checkpoint);
    // Of a larger size: another gateway published more, and had it cosigned.
    if (standing?.checkpoint === head.checkpoint || (last !== undefined && last.size > head.size)) return 'as-before';
    tellLag(witness, standing);
    const { until = 0, faults = 0 } = resting.get(witness.vkey) ?? {};
    if (until > clock.now()) return 'as-before';
    try {
      const line = await askCosignature(world, { witness, head, last, signal });
      if (line === undefined) return 'as-before';
      await keepCosignature(db, { head, witness: witness.vkey, line, at: new Date(clock.now()) });
      resting.delete(witness.vkey);
      toldLag.delete(witness.vkey);
      return 'cosigned';
    } catch (error) {
      if (signal?.aborted || !(isWitnessFault(error) || isHalt(error))) throw error;
      const rest = Math.min(MOST_REST_MS, REST_MS * 2 ** faults);
      resting.set(witness.vkey, { until: clock.now() + rest, faults: faults + 1 });
      await markOwing(db, { origin, witness: witness.vkey, at: new Date(clock.now()), fault: error.code });
      if (isHalt(error)) throw error;
      if (standing?.fault !== error.code)
        onAlarm({ code: error.code, witness: witness.verifier.name, detail: error.message });
      return 'as-before';
    }
  };

  return {
    async round(signal) {
      const standings = await readStandings(db, origin);
      // The same for all: a quorum is over one head.
      const head = register.head();
      const asked = await Promise.allSettled(
        witnesses.map((witness) => ask(witness, head, standings.get(witness.vkey), signal)),
      );
      const failed = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      const proof = failed.find(isHalt);
      if (proof !== undefined) {
        register.halt(proof);
        return 'halted';
      }
      if (failed.length > 0 && !signal?.aborted) throw failed[0];
      if (asked.some((one) => one.status === 'fulfilled' && one.value === 'cosigned'))
        await forgetOlder(db, origin, settings);
      return 'went-on';
    },
  };
}
