/** One head to one witness (C2SP tlog-witness), and what its answer means. */
import { toBase64, utf8 } from '@duecheck/core/bytes';
import {
  type FetchTile,
  formatAddCheckpoint,
  formatSignatureLine,
  type NoteVerifier,
  openNote,
  parseNote,
  proveConsistencyFromTiles,
} from '@duecheck/core/register';
import { type Head, readHead } from '../register/head.ts';
import { askWitness, type WitnessAnswer } from './ask-witness.ts';
import { witnessFault } from './fault.ts';
import { assertHoldsCosigned, type OwnLog, readKeptHead } from './kept-head.ts';
import type { WitnessSetting } from './known-witnesses.ts';

/** The size that it has, then once more where another gateway was faster. */
const TRIES = 3;

export interface AskingLog extends OwnLog {
  readonly fetchTile: FetchTile;
}

export interface AskedWitness extends WitnessSetting {
  readonly verifier: NoteVerifier;
}

export interface Asking {
  readonly witness: AskedWitness;
  readonly head: Head;
  /** The last head that it cosigned for us. */
  readonly last: Head | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * @returns its signature line; undefined where another gateway is ahead of this one, and the next round will tell
 * @throws DuecheckError WitnessFaultCode; `register-behind-witness`
 */
export async function askCosignature(log: AskingLog, asking: Asking): Promise<string | undefined> {
  const { head, last, witness, signal } = asking;
  let old = last?.size ?? 0n;
  for (let tries = 0; tries < TRIES; tries++) {
    const proof = await proveConsistencyFromTiles({ ...log, size: head.size }, old);
    const body = formatAddCheckpoint(old, proof.map(toBase64), head.checkpoint);
    const answer = await askWitness({ url: witness.url, path: '/add-checkpoint', body, signal });
    if (answer.status === 200) return lineIn(answer.body, head, witness.verifier);
    const size = sizeIn(answer);
    // A conflict at the size that we named: the same size with another root (the specification's later wording).
    if (answer.status === 422 || (answer.status === 409 && (size === undefined || size === old)))
      return denied(log, asking, old);
    if (size === undefined) throw refused(answer.status);
    if (last !== undefined && size < last.size)
      throw witnessFault('witness-contradicts-itself', `it cosigned ${last.size} entries and now has ${size}`);
    if (size > head.size) return ahead(log, asking, size);
    old = size;
  }
  return undefined;
}

/** The witness's own line, verified over this head and no other text. */
function lineIn(lines: string, head: Head, verifier: NoteVerifier): string {
  let opened: ReturnType<typeof openNote>;
  try {
    opened = openNote(utf8(head.checkpoint + lines), [verifier]);
  } catch (cause) {
    if ((cause as { code?: string }).code === 'bad-signature')
      throw witnessFault('witness-bad-cosignature', 'its signature is not over the head that it was sent', cause);
    throw witnessFault('witness-garbage', 'its answer holds no line of its key', cause);
  }
  const [signature] = opened.verified;
  // An empty line in the answer would move the end of the text, and what was signed with it.
  if (signature === undefined || opened.text !== parseNote(utf8(head.checkpoint)).text)
    throw witnessFault('witness-bad-cosignature', 'its signature is over another text');
  return formatSignatureLine(signature);
}

function sizeIn({ status, contentType, body }: WitnessAnswer): bigint | undefined {
  if (status !== 409 || !contentType.startsWith('text/x.tlog.size')) return undefined;
  const [, digits] = /^(0|[1-9]\d{0,19})\n$/.exec(body) ?? [];
  if (digits === undefined) throw witnessFault('witness-garbage', 'its size is no number');
  return BigInt(digits);
}

function refused(status: number) {
  if ([400, 403, 404].includes(status))
    return witnessFault('witness-refuses', `it answers ${status}: it does not know this log or its key`);
  if (status >= 500 || status === 429) return witnessFault('witness-unreachable', `it answers ${status}`);
  return witnessFault('witness-garbage', `it answers ${status}`);
}

/** It says that our tree does not extend what it saw. */
async function denied(log: AskingLog, { witness, head, last, signal }: Asking, old: bigint): Promise<undefined> {
  if (last !== undefined) await assertHoldsCosigned(log, witness, last);
  const kept = await readKeptHead(log, witness, signal);
  if (kept !== undefined && kept.size > head.size) return undefined;
  if (kept !== undefined || old === last?.size)
    throw witnessFault('witness-contradicts-itself', `it denies what extends the head that it has, of size ${old}`);
  throw witnessFault('witness-unproven-claim', `it says that it saw another log of size ${old}, and shows none`);
}

/** It says that it saw more entries than this process published. */
async function ahead(log: AskingLog, { witness, signal }: Asking, size: bigint): Promise<undefined> {
  const kept = await readKeptHead(log, witness, signal);
  const stored = await readHead(log.db, log.origin);
  // Another gateway published more, and this one has not looked since.
  if (stored !== undefined && stored.size >= size) return undefined;
  if (kept !== undefined)
    throw witnessFault('witness-contradicts-itself', `it says ${size} entries and shows a head of ${kept.size}`);
  throw witnessFault('witness-unproven-claim', `it says that it saw ${size} entries, and shows no head of them`);
}
