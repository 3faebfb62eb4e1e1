import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { KEY_USES, type KeyFile, type KeyUse, newKey, writeKeyFile } from './key-file.ts';
import { type KeyRing, loadKeyRing } from './key-ring.ts';

/**
 * Loads the ring, or makes one with a key of each use. The folder is filled beside its place and renamed, so that two
 * gateways that start at once end with one ring: the second rename fails, and it loads the first one's.
 * @throws DuecheckError as `loadKeyRing`
 */
export function createKeyRing(dir: string, now: number = Date.now()): KeyRing {
  if (!existsSync(dir)) {
    mkdirSync(dirname(dir), { recursive: true });
    const draft = `${dir}.${randomBytes(4).toString('hex')}.new`;
    mkdirSync(draft, { mode: 0o700 });
    for (const use of KEY_USES) writeKeyFile(draft, newKey({ use, now }));
    try {
      renameSync(draft, dir);
    } catch (error) {
      rmSync(draft, { recursive: true });
      if (!existsSync(dir)) throw error;
    }
  }
  return loadKeyRing(dir);
}

/** A key that would be the newest of its use, also where the clock was set back since the last one. */
export function nextKey(dir: string, use: KeyUse, now: number): KeyFile {
  const ring = loadKeyRing(dir);
  const versions = ring.all('pepper').map((pepper) => pepper.version);
  const after = Date.parse(ring.current(use).createdAt) + 1;
  return newKey({ use, now: Math.max(now, after), version: 1 + Math.max(...versions) });
}

/** Adds a key that becomes the newest of its use. Gateways take it at their next start. @returns its kid */
export function rotateKey(dir: string, use: KeyUse, now: number = Date.now()): string {
  const key = nextKey(dir, use, now);
  writeKeyFile(dir, key);
  return key.kid;
}
