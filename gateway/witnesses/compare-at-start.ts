/** Before a gateway takes its first entry: no witness keeps a head that our key signed and the database does not hold. */
import { isWitnessFault } from './fault.ts';
import { assertHoldsCosigned, type OwnLog, openOwn, readKeptHead } from './kept-head.ts';
import type { WitnessSettings } from './known-witnesses.ts';
import { readStandings } from './standing.ts';

/**
 * A witness that does not answer, or shows nothing, keeps no gateway from starting; the rounds will tell.
 * @throws DuecheckError `register-behind-witness`
 */
export async function compareAtStart(log: OwnLog, { asked }: WitnessSettings): Promise<void> {
  const standings = await readStandings(log.db, log.origin);
  await Promise.all(
    asked.map(async (witness) => {
      const cosigned = standings.get(witness.vkey)?.checkpoint;
      const last = cosigned == null ? undefined : openOwn(log, cosigned);
      if (last !== undefined) await assertHoldsCosigned(log, witness, last);
      await readKeptHead(log, witness).catch((error: unknown) => {
        if (!isWitnessFault(error)) throw error;
      });
    }),
  );
}
