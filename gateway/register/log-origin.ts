/**
 * Names of logs, which signers, witnesses and auditors know them by: `<host>/register/<year>/<epoch>` (DESIGN §4). A register is a
 * row of such logs, its shards: a new one each year, and a new epoch where a log was lost.
 */
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';

export interface LogEpoch {
  /** Civil, Asia/Shanghai. */
  readonly year: number;
  /** From 1. */
  readonly epoch: number;
}

/** What a register's shards have in common. @param url the gateway's public URL. */
const registerOf = (url: string): string => `${new URL(url).host}/register`;

export const shardOrigin = (register: string, { year, epoch }: LogEpoch): string => `${register}/${year}/${epoch}`;

/** A register's first shard, should it begin now. @param now milliseconds since the epoch. */
export const logOrigin = (url: string, now: number): string =>
  shardOrigin(registerOf(url), { year: yearOf(now), epoch: 1 });

/** @returns undefined for a name that is none of ours */
export function parseOrigin(origin: string): (LogEpoch & { readonly register: string }) | undefined {
  const [, register, year, epoch] = /^(.+\/register)\/(\d{4})\/([1-9]\d{0,5})$/.exec(origin) ?? [];
  return register === undefined ? undefined : { register, year: Number(year), epoch: Number(epoch) };
}

/** Which of two shards of a register came first. */
export const byAge = (a: LogEpoch, b: LogEpoch): number => a.year - b.year || a.epoch - b.epoch;

export const yearOf = (now: number): number => Number(legalDateOf(iso(now)).slice(0, 4));

const SHANGHAI_MS = 8 * 3_600_000;

/** The instant at which the next year begins. */
export const endOfYear = (year: number): number => Date.UTC(year + 1, 0, 1) - SHANGHAI_MS;
