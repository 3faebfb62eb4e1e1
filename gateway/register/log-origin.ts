/** When which log of a register takes entries. */
import { shardOrigin } from '@duecheck/core/register';
import { legalDateOf } from '@duecheck/core/time';
import { iso } from '../clock.ts';

export { byAge, type LogEpoch, parseOrigin, shardOrigin } from '@duecheck/core/register';

/** What a register's shards have in common. @param url the gateway's public URL. */
const registerOf = (url: string): string => `${new URL(url).host}/register`;

/** A register's first shard, should it begin now. @param now milliseconds since the epoch. */
export const logOrigin = (url: string, now: number): string =>
  shardOrigin(registerOf(url), { year: yearOf(now), epoch: 1 });

export const yearOf = (now: number): number => Number(legalDateOf(iso(now)).slice(0, 4));

const SHANGHAI_MS = 8 * 3_600_000;

/** The instant at which the next year begins. */
export const endOfYear = (year: number): number => Date.UTC(year + 1, 0, 1) - SHANGHAI_MS;
