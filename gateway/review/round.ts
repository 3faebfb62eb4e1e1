/** The review's job: reads the log on, asks about days that are due, and stops between two clerks when it must. */
import type { JobOptions } from '../jobs/job.ts';
import type { World } from '../world.ts';
import { askDays } from './ask-days.ts';
import { queueDays } from './queue-days.ts';

type Work = Parameters<JobOptions['round']>[0];

export async function reviewRound(world: World, { signal, keep }: Work): Promise<void> {
  const goOn = async () => !signal.aborted && (await keep());
  while ((await goOn()) && (await queueDays(world)));
  while ((await goOn()) && (await askDays(world)));
}
