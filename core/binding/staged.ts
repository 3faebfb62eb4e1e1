/** Which version of a binding a browser works by, where a list holds a newer one for some of them first. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../bytes.ts';
import type { Binding } from './types.ts';

/**
 * One of each id. A browser that has drawn a version keeps it while the share grows; each binding is drawn anew, so that no
 * browser is always the first.
 *
 * @param installation random, kept on the device and sent nowhere
 */
export function drawStaged(bindings: readonly Binding[], installation: string): readonly Binding[] {
  const staged = bindings.filter(({ id, rollout }) => rollout && lotOf(installation, id) < rollout.share);
  const taken = new Set(staged.map(({ id }) => id));
  return bindings.filter((one) => (one.rollout ? staged.includes(one) : !taken.has(one.id)));
}

/** 0 to 99. */
function lotOf(installation: string, id: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8(JSON.stringify([installation, id])));
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % 100;
}
