import type { EntryProof } from '../register/entry-proof.ts';
import type { Head } from '../register/head.ts';
import type { World } from '../world.ts';
import { type Cosigned, newestCosigned, withCosignatures } from './cosignatures.ts';

type ProvingWorld = Pick<World, 'db' | 'register' | 'witnesses'>;

/** Under the newest cosigned head of its log, which a witness stands for as well; an entry that is newer, under the newest head. */
export const proveEntry = ({ db, register, witnesses }: ProvingWorld, id: string): Promise<EntryProof> =>
  register.proof(id, (origin) => newestCosigned(db, origin, witnesses));

/** A head that all these places lie under, cosigned by a quorum where there is one; else the newest, with the lines that came so far. */
export async function headOver(
  { db, register, witnesses }: ProvingWorld,
  places: readonly { readonly origin: string | null; readonly seq: number | null }[],
): Promise<Cosigned & Pick<Head, 'origin'>> {
  const head = register.head();
  const { origin } = head;
  const last = places.reduce(
    (most, { origin: of, seq }) => (of === origin && seq !== null && seq > most ? seq : most),
    -1,
  );
  const cosigned = await newestCosigned(db, origin, witnesses);
  if (cosigned !== undefined && cosigned.size > BigInt(last)) return { origin, ...cosigned };
  return { origin, size: head.size, checkpoint: await withCosignatures(db, head, witnesses) };
}
