import type { FetchTile } from '@duecheck/core/register';
import type { EntryProof } from '../register/entry-proof.ts';
import type { World } from '../world.ts';
import { type Cosigned, newestCosigned, withCosignatures } from './cosignatures.ts';

type ProvingWorld = Pick<World, 'db' | 'register' | 'witnesses'>;

/** Under the newest cosigned head of its log, which a witness stands for as well; an entry that is newer, under the newest head. */
export const proveEntry = ({ db, register, witnesses }: ProvingWorld, id: string): Promise<EntryProof> =>
  register.proof(id, (origin) => newestCosigned(db, origin, witnesses));

export interface CoveringHead extends Cosigned {
  readonly origin: string;
  readonly vkeys: readonly string[];
  readonly fetchTile: FetchTile;
}

/**
 * A head that all these places lie under, cosigned by a quorum where there is one; else the newest, with the lines that came so far.
 * A head is of one log: of the newest that any of them lies in.
 */
export async function headOver(
  { db, register, witnesses }: ProvingWorld,
  places: readonly { readonly origin: string | null; readonly seq: number | null }[],
): Promise<CoveringHead> {
  const logs = await register.logs();
  const log = logs.findLast(({ origin }) => places.some((place) => place.origin === origin)) ?? logs.at(-1);
  if (log === undefined) throw new Error('a register has a log');
  const { origin, size, vkeys, fetchTile } = log;
  const last = places.reduce(
    (most, { origin: of, seq }) => (of === origin && seq !== null && seq > most ? seq : most),
    -1,
  );
  const cosigned = await newestCosigned(db, origin, witnesses);
  const of = { origin, vkeys, fetchTile };
  if (cosigned !== undefined && cosigned.size > BigInt(last)) return { ...of, ...cosigned };
  return { ...of, size, checkpoint: await withCosignatures(db, log, witnesses) };
}
