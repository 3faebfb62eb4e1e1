/** DESIGN §4: what no witness has seen can still be rewritten unseen, so a witness that stays behind is an alarm. */
import type { Standing } from './standing.ts';

export const WITNESS_LAG_MS = 10 * 60_000;

export const isLagging = ({ behindSince }: Pick<Standing, 'behindSince'>, now: number): boolean =>
  behindSince !== null && now - behindSince.getTime() > WITNESS_LAG_MS;
