/** What a gateway does by itself. A job that is not in this list does not run. */
import { createBatchRunner } from '../batches/runner.ts';
import { eraseSealed } from '../erasure/erase-sealed.ts';
import { rewriteFiles } from '../erasure/rewrite-files.ts';
import { sweepPrivateFiles } from '../http/private-file.ts';
import { forgetRejects } from '../imports/forget-rejects.ts';
import { createImportRunner } from '../imports/runner.ts';
import { forgetStale } from '../lists/forget-stale.ts';
import type { GatewayConfig } from '../open-world.ts';
import { doOwedChecks } from '../outages/owed-checks.ts';
import { isDue, lastRehash, rehash } from '../register/rehash.ts';
import { endLogs } from '../retention/end-log.ts';
import { forgetNeighbours } from '../review/forget-neighbours.ts';
import { reviewRound } from '../review/round.ts';
import { createLogRounds } from '../witnesses/log-rounds.ts';
import type { World } from '../world.ts';
import { createJob, faultName, type Job, type JobOptions } from './job.ts';
import { isNight } from './night.ts';

type MakeJob = (options: Pick<JobOptions, 'name' | 'everyMs' | 'leaseMs' | 'round'>) => Job;

/** What a job tells of a round that is worth a line of the log. */
export type OnDone = (job: string, done: object) => void;

export function startJobs(
  world: World,
  config: GatewayConfig,
  onFault: JobOptions['onFault'],
  onDone: OnDone = () => undefined,
): Job[] {
  const job: MakeJob = (options) => createJob({ ...options, db: world.db, clock: world.clock, onFault });
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
    job({ name: 'review', everyMs: 30_000, leaseMs: 60_000, round: (work) => reviewRound(world, work) }),
    job({ name: 'forget-neighbours', everyMs: 86_400_000, leaseMs: 60_000, round: () => forgetNeighbours(world) }),
    job({
      name: 'erase-sealed',
      everyMs: 86_400_000,
      leaseMs: 600_000,
      round: async ({ signal }) => void (await eraseSealed(world, signal)),
    }),
    // Each table is locked while it is copied. What could not be done is tried again, this night or the next.
    job({
      name: 'rewrite-files',
      everyMs: 600_000,
      leaseMs: 3_600_000,
      round: async () => {
        if (isNight(world.clock.now())) await rewriteFiles(world);
      },
    }),
    job({
      name: 'end-logs',
      everyMs: 86_400_000,
      leaseMs: 600_000,
      round: async (work) => void (await endLogs(world, work)),
    }),
    rehashJob(world, job, onDone),
  ];
  if (world.witnesses.asked.length > 0) jobs.push(witnessJob(world, config, job));
  // Of this machine, so no lease: what a killed process left here nobody else can see.
  sweepPrivateFiles(world.clock.now()).catch((error: unknown) => onFault('uploads', faultName(error)));
  for (const one of jobs) one.start();
  return jobs;
}

/** Asked every minute whether it is due. One that found something lets go of the lease, so that every gateway finds it and stops. */
function rehashJob(world: World, job: MakeJob, onDone: OnDone): Job {
  const rehashing: Job = job({
    name: 'rehash',
    everyMs: 60_000,
    leaseMs: 120_000,
    round: async (work) => {
      if (!isDue(await lastRehash(world), world.clock.now())) return;
      const done = await rehash(world, work);
      onDone('rehash', done);
      if (done.result === 'mismatch') void rehashing.stop();
    },
  });
  return rehashing;
}

/**
 * Every head, within a second of its publication. The lease is shorter than a round in which a witness sleeps: two gateways
 * that ask at once do no harm, since the witness compares sizes, and one that died is followed within seconds.
 */
function witnessJob(world: World, { onAlarm = () => undefined }: GatewayConfig, job: MakeJob): Job {
  const { round } = createLogRounds({ ...world, settings: world.witnesses, onAlarm });
  const cosigning: Job = job({
    name: 'witnesses',
    everyMs: 1000,
    leaseMs: 6000,
    round: async ({ signal }) => {
      // A gateway that stands still lets go of the lease: the others must find the same out, and stop as well.
      if ((await round(signal)) === 'halted') void cosigning.stop();
    },
  });
  return cosigning;
}
