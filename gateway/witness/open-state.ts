/** Key and heads of a witness, which belong together: a key without its heads is no witness any more. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WitnessStore } from '@duecheck/core/register';
import { headsFile, readHeads, writeHeads } from './heads-file.ts';
import { lockState } from './state-lock.ts';
import { readWitnessKey, type WitnessKey, writeWitnessKey } from './witness-key.ts';

export interface WitnessState {
  readonly key: WitnessKey;
  readonly store: WitnessStore;
  readonly close: () => void;
}

export interface StateFiles {
  readonly stateFile: string;
  readonly keyFile: string;
  /** Of a key that is made now. */
  readonly name: string;
}

/** Makes both where neither is. @throws DuecheckError WitnessStateCode, or as `readWitnessKey`, `writeWitnessKey` */
export function openWitnessState({ stateFile, keyFile, name }: StateFiles): WitnessState {
  for (const file of [stateFile, keyFile]) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = lockState(stateFile);
  try {
    // Heads first: killed between the two, the next start finds heads of nothing and makes the key.
    if (!existsSync(keyFile)) {
      if (!existsSync(stateFile)) writeHeads(stateFile, new Map());
      writeWitnessKey(keyFile, name);
    }
    readHeads(stateFile);
    return { key: readWitnessKey(keyFile), store: headsFile(stateFile, lock.assertOurs), close: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}
