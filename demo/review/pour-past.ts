/** A season of work that ended four weeks ago, so that nothing of it waits any more and auditors find a queue. At the first start only. */
import { join } from 'node:path';
import type { WorkingCalendar } from '@duecheck/core/time';
import { addDays, type CivilDate } from '@duecheck/core/time';
import { type GatewayConfig, openWorld } from '../../gateway/open-world.ts';
import { readJson, writeJson } from '../json-file.ts';
import { makeCorpus } from './corpus.ts';
import { partOf } from './part.ts';
import { pourCorpus } from './pour.ts';

export interface Past {
  /** Of the demonstration: where it notes that it has been done. */
  readonly folder: string;
  readonly config: GatewayConfig;
  readonly today: CivilDate;
  readonly calendars: readonly WorkingCalendar[];
}

const SEED = 'demonstration';
const CLERKS = 6;
const AGO_DAYS = 27;

/** Before the gateway starts. */
export async function pourPast({ folder, config, today, calendars }: Past): Promise<void> {
  const mark = join(folder, 'past-poured.json');
  if (await readJson<CivilDate>(mark)) return;
  const corpus = partOf(makeCorpus({ seed: SEED, until: addDays(today, -AGO_DAYS), calendars }), CLERKS);
  const { world, close } = await openWorld(config);
  try {
    await pourCorpus(world, corpus, config.issuer);
  } finally {
    await close();
  }
  await writeJson(mark, today);
}
