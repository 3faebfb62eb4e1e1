/**
 * What this browser believes: one key, the witnesses that were named first, and the last head that it saw under that key. The first key
 * is the gateway's own word, until somebody puts in the published one.
 */
import { toBase64, utf8 } from '@duecheck/core/bytes';
import {
  type CountedWitnesses,
  countedVerifiers,
  type NoteVerifier,
  noteVerifier,
  openCheckpoint,
  parseWitnessList,
  portableSuite,
  type SignedRoot,
} from '@duecheck/core/register';
import { signal } from '@preact/signals';
import { kept } from '../house/kept.ts';
import { registerText } from './register-text.ts';

export interface Believed {
  readonly vkey: string;
  readonly from: 'first-use' | 'given';
  readonly witnesses: CountedWitnesses;
  /** The signed note, whole; null before the first head. */
  readonly seen: string | null;
}

export const suite = portableSuite();
const stored = kept<Believed>('trust');

export const believed = signal<Believed | null>(stored.read());

function keep(value: Believed): Believed {
  believed.value = value;
  stored.write(value);
  return value;
}

/** Read anew each time: another tab may have seen a newer head. Rejects where the gateway does not answer at a first visit. */
export async function trust(): Promise<Believed> {
  const known = stored.read() ?? believed.value;
  if (known !== null) {
    believed.value = known;
    return known;
  }
  const [vkey = ''] = ((await registerText('vkey')) ?? '').split('\n');
  const witnesses = parseWitnessList((await registerText('witnesses')) ?? 'quorum 0\n');
  const log = noteVerifier(vkey, suite);
  countedVerifiers(witnesses, log, suite);
  return keep({ vkey, from: 'first-use', witnesses, seen: null });
}

export const rememberHead = (checkpoint: string): void => {
  const known = stored.read() ?? believed.value;
  if (known !== null) keep({ ...known, seen: checkpoint });
};

/**
 * A key that somebody has from elsewhere. What was seen under another key is forgotten.
 * @throws DuecheckError `bad-key`, `unknown-key-type`
 */
export async function useKey(vkey: string): Promise<void> {
  noteVerifier(vkey, suite);
  const witnesses = parseWitnessList((await registerText('witnesses')) ?? 'quorum 0\n');
  const same = believed.value?.vkey === vkey ? believed.value.seen : null;
  keep({ vkey, from: 'given', witnesses, seen: same });
}

/** Begins anew with what is served now: after an alarm that was explained. */
export const forgetHead = (): void => {
  if (believed.value !== null) keep({ ...believed.value, seen: null });
};

export const logOf = ({ vkey }: Believed): NoteVerifier => noteVerifier(vkey, suite);

export const witnessesOf = (known: Believed): NoteVerifier[] => countedVerifiers(known.witnesses, logOf(known), suite);

/** null as well where it can no longer be read: then nothing is remembered. */
export function seenOf(known: Believed): SignedRoot | null {
  if (known.seen === null) return null;
  try {
    const { size, root } = openCheckpoint(utf8(known.seen), logOf(known));
    return { size, root };
  } catch {
    return null;
  }
}

/** For people who compare it with a printed one. */
export const rootText = ({ root }: SignedRoot): string => toBase64(root);
