/** What a gateway does by itself. A job that is not in this list does not run. */
import { createBatchRunner } from '../batches/runner.ts';
import { sweepPrivateFiles } from '../http/private-file.ts';
import { forgetRejects } from '../imports/forget-rejects.ts';
import { createImportRunner } from '../imports/runner.ts';
import { forgetStale } from '../lists/forget-stale.ts';
import type { GatewayConfig } from '../open-world.ts';
import { doOwedChecks } from '../outages/owed-checks.ts';
import type { World } from '../world.ts';
import { createJob, faultName, type Job, type JobOptions } from './job.ts';

export function startJobs(world: World, config: GatewayConfig, onFault: JobOptions['onFault']): Job[] {
  const job = (options: Pick<JobOptions, 'name' | 'everyMs' | 'leaseMs' | 'round'>) =>
    createJob({ ...options, db: world.db, clock: world.clock, onFault });
  const jobs: Job[] = [
    createBatchRunner(world, onFault),
    createImportRunner(world, config, onFault),
    job({
      name: 'owed-checks',
      everyMs: 15_000,
      leaseMs: 60_000,
      round: async (work) => void (await doOwedChecks(world, work)),
    }),
    job({ name: 'forget-rejects', everyMs: 3_600_000, leaseMs: 60_000, round: () => forgetRejects(world) }),
    job({ name: 'forget-stale', everyMs: 86_400_000, leaseMs: 60_000, round: () => forgetStale(world) }),
  ];
  // Of this machine, so no lease: what a killed process left here nobody else can see.
  sweepPrivateFiles(world.clock.now()).catch((error: unknown) => onFault('uploads', faultName(error)));
  for (const one of jobs) one.start();
  return jobs;
}
