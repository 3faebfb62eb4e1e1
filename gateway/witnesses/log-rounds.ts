/**
 * Rounds for every log that still owes its witnesses a head: the newest one always, one that ended until all of them have cosigned
 * how it ended. At new year the last head of the old log would otherwise be nobody's to vouch for.
 */
import { treeHash } from '@duecheck/core/register';
import type { Head } from '../register/head.ts';
import type { PublishedLog } from '../register/register.ts';
import type { World } from '../world.ts';
import { type CosigningWorld, type CosignRounds, createCosignRounds } from './cosign-rounds.ts';
import { readStandings } from './standing.ts';

export type LogRoundsWorld = Pick<World, 'db' | 'keys' | 'suite' | 'clock' | 'register'> &
  Pick<CosigningWorld, 'settings' | 'onAlarm'>;

export function createLogRounds(world: LogRoundsWorld): CosignRounds {
  const { register, db, settings } = world;
  const tree = treeHash(world.suite.hash);
  const rounds = new Map<string, CosignRounds>();
  /** Logs that ended and are cosigned by all: they never change. */
  const done = new Set<string>();

  const latest = new Map<string, Head>();

  const roundsOf = (log: PublishedLog): CosignRounds => {
    const { origin, fetchTile } = log;
    latest.set(origin, log);
    const head = () => latest.get(origin) ?? log;
    const made =
      rounds.get(origin) ??
      createCosignRounds({ ...world, origin, fetchTile, tree, register: { head, halt: register.halt } });
    rounds.set(origin, made);
    return made;
  };

  const owes = async ({ origin, state, checkpoint }: PublishedLog): Promise<boolean> => {
    if (state === 'open') return true;
    if (state !== 'ended' || done.has(origin)) return false;
    const standings = await readStandings(db, origin);
    if (!settings.asked.every(({ vkey }) => standings.get(vkey)?.checkpoint === checkpoint)) return true;
    done.add(origin);
    return false;
  };

  return {
    async round(signal) {
      for (const log of await register.logs())
        if ((await owes(log)) && (await roundsOf(log).round(signal)) === 'halted') return 'halted';
      return 'went-on';
    },
  };
}
