/**
 * Names of logs, which signers, witnesses and auditors know them by: `<host>/register/<year>/<epoch>` (DESIGN §4). A register is a
 * row of such logs, its shards: a new one each year, and a new epoch where a log was lost.
 */
import { formatVkey, NOTE_ED25519, noteKeyId, parseVkey } from './note-keys.ts';
import type { Suite } from './suite.ts';

export interface LogEpoch {
  /** Civil, Asia/Shanghai. */
  readonly year: number;
  /** From 1. */
  readonly epoch: number;
}

export const shardOrigin = (register: string, { year, epoch }: LogEpoch): string => `${register}/${year}/${epoch}`;

/** @returns undefined for a name that is none of ours */
export function parseOrigin(origin: string): (LogEpoch & { readonly register: string }) | undefined {
  const [, register, year, epoch] = /^(.+\/register)\/(\d{4})\/([1-9]\d{0,5})$/.exec(origin) ?? [];
  return register === undefined ? undefined : { register, year: Number(year), epoch: Number(epoch) };
}

/** Which of two shards of a register came first. */
export const byAge = (a: LogEpoch, b: LogEpoch): number => a.year - b.year || a.epoch - b.epoch;

/** The same key for another log of the register: a key's id depends on the log's name (C2SP signed-note). */
export function vkeyFor(origin: string, publicKey: Uint8Array, suite: Pick<Suite, 'hash'>): string {
  const id = noteKeyId(origin, NOTE_ED25519, publicKey, suite);
  return formatVkey({ name: origin, id, type: NOTE_ED25519, publicKey });
}

/**
 * A key under the name that another log of its register has; as it is where the two are of different registers.
 * @throws DuecheckError as `parseVkey`
 */
export function vkeyOfRegister(vkey: string, origin: string, suite: Pick<Suite, 'hash'>): string {
  const { name, publicKey } = parseVkey(vkey, suite);
  const [named, other] = [parseOrigin(name), parseOrigin(origin)];
  return named !== undefined && named.register === other?.register ? vkeyFor(origin, publicKey, suite) : vkey;
}
