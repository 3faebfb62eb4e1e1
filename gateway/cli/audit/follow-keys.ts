/**
 * From a key that an auditor pinned to the one that signs today: each rotation is an entry that commits to the next key, under a
 * head that the key before it signed. Nothing else makes a new key believed, least of all its name.
 */
import { utf8 } from '@duecheck/core/bytes';
import { noteVerifier, openCheckpoint, type Suite, type TreeHash } from '@duecheck/core/register';
import * as z from 'zod/mini';
import { intl1 } from '../../keys/suite-intl-1.ts';
import type { GatewayLog } from './gateway-log.ts';
import { isSignedBy, publicKeyIn, vkeyFor } from './log-key.ts';
import { provenRequest } from './proven-request.ts';

const Rotations = z.object({
  rotations: z.array(z.object({ entry: z.string(), origin: z.string(), checkpoint: z.string() })),
});
const KeyRotated = z.object({ observed: z.object({ use: z.literal('log'), vkey: z.string() }) });

export interface FollowingWorld {
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly about: GatewayLog['about'];
  /** Tiles of the log of that name. */
  readonly tilesOf: (origin: string) => GatewayLog['fetchTile'];
}

/** @param pinned public key. @returns that key and those that follow from it, newest first */
export async function followKeys(world: FollowingWorld, pinned: Uint8Array): Promise<Uint8Array[]> {
  const { success, data } = Rotations.safeParse(await world.about('keys'));
  const trusted = [pinned];
  for (const { entry, origin, checkpoint } of success ? data.rotations : []) {
    const vkey = trusted.map((key) => vkeyFor(origin, key)).find((one) => isSignedBy(checkpoint, one));
    if (vkey === undefined) continue;
    const { size, root } = openCheckpoint(utf8(checkpoint), noteVerifier(vkey, intl1));
    const log = { origin, size, root, fetchTile: world.tilesOf(origin) };
    const proven = await provenRequest({ ...world, logs: new Map([[origin, log]]) }, entry);
    const said = KeyRotated.safeParse(proven?.request);
    if (proven?.type !== 'key.rotated' || !said.success) continue;
    const next = keyIn(said.data.observed.vkey);
    if (next !== undefined && !trusted.some((key) => Buffer.compare(key, next) === 0)) trusted.unshift(next);
  }
  return trusted;
}

/** @param text a verifier key under any log's name. */
function keyIn(text: string): Uint8Array | undefined {
  try {
    return publicKeyIn(text);
  } catch {
    return undefined;
  }
}
