/**
 * What this browser believes: one key, the witnesses that were named first, and the last head that it saw of each log under that key.
 * The first key is the gateway's own word, until somebody puts in the published one.
 */
import { toBase64, utf8 } from '@duecheck/core/bytes';
import {
  byAge,
  type CountedWitnesses,
  countedVerifiers,
  type NoteVerifier,
  noteVerifier,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseOrigin,
  parseWitnessList,
  portableSuite,
  type SignedRoot,
  vkeyOfRegister,
} from '@duecheck/core/register';
import { signal } from '@preact/signals';
import { kept } from '../house/kept.ts';
import { registerText } from './register-text.ts';

export interface Believed {
  /** Under the name of the log that it was taken from; the register's other logs have the same key under theirs. */
  readonly vkey: string;
  readonly from: 'first-use' | 'given';
  readonly witnesses: CountedWitnesses;
  /** Log's name → its signed note, whole. */
  readonly seen: Readonly<Record<string, string>>;
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
  const [vkey = ''] = ((await registerText('/register/vkey')) ?? '').split('\n');
  const witnesses = parseWitnessList((await registerText('/register/witnesses')) ?? 'quorum 0\n');
  countedVerifiers(witnesses, noteVerifier(vkey, suite), suite);
  return keep({ vkey, from: 'first-use', witnesses, seen: {} });
}

export function rememberHead(note: string): void {
  const known = stored.read() ?? believed.value;
  const origin = originOf(note);
  if (known !== null && origin !== null) keep({ ...known, seen: { ...known.seen, [origin]: note } });
}

/**
 * A key that somebody has from elsewhere. What was seen under another key is forgotten.
 * @throws DuecheckError `bad-key`, `unknown-key-type`
 */
export async function useKey(vkey: string): Promise<void> {
  noteVerifier(vkey, suite);
  const witnesses = parseWitnessList((await registerText('/register/witnesses')) ?? 'quorum 0\n');
  const seen = believed.value?.vkey === vkey ? believed.value.seen : {};
  keep({ vkey, from: 'given', witnesses, seen });
}

/** Begins anew with what is served now: after an alarm that was explained. */
export const forgetHeads = (): void => {
  if (believed.value !== null) keep({ ...believed.value, seen: {} });
};

/** The key as that log has it; of another register it is as it stands, and verifies nothing. */
export const verifierFor = (known: Believed, origin: string): NoteVerifier =>
  noteVerifier(vkeyOfRegister(known.vkey, origin, suite), suite);

export const witnessesOf = (known: Believed): NoteVerifier[] =>
  countedVerifiers(known.witnesses, noteVerifier(known.vkey, suite), suite);

/** null as well where it can no longer be read: then nothing is remembered. */
export function seenOf(known: Believed, origin: string): SignedRoot | null {
  const note = known.seen[origin];
  if (note === undefined) return null;
  try {
    const { size, root } = openCheckpoint(utf8(note), verifierFor(known, origin));
    return { size, root };
  } catch {
    return null;
  }
}

/** Of the logs that were seen the latest; null before the first head. */
export function newestSeen(known: Believed): string | null {
  const named = Object.keys(known.seen).flatMap((origin) => {
    const at = parseOrigin(origin);
    return at === undefined ? [] : [{ origin, at }];
  });
  return named.sort((a, b) => byAge(a.at, b.at)).at(-1)?.origin ?? Object.keys(known.seen)[0] ?? null;
}

/** Which log a note says that it is of; nothing is believed by that. */
export function originOf(note: string): string | null {
  try {
    return parseCheckpoint(parseNote(utf8(note)).text).origin;
  } catch {
    return null;
  }
}

/** For people who compare it with a printed one. */
export const rootText = ({ root }: SignedRoot): string => toBase64(root);
