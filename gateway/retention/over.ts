/** Which logs of a register nobody has to keep any more: ten years after their year (DESIGN §4), by the legal date. */
import type { CivilDate } from '@duecheck/core/time';
import { LOG_TERM } from '../erasure/erase-person.ts';
import { readShards, type Shard } from '../register/shards.ts';
import type { Database } from '../store/database.ts';

/** @returns oldest first; never the newest, which takes entries */
export async function logsOver(db: Database, origin: string, today: CivilDate): Promise<Shard[]> {
  const shards = await readShards(db, origin);
  return shards.slice(0, -1).filter(({ year, state }) => state !== 'gone' && isOver(year, today));
}

const isOver = (year: number, today: CivilDate): boolean => today > `${year + LOG_TERM.years}-12-31`;
