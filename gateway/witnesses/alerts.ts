/** What people who watch are told of witnesses: what one did wrong, or that it owes a cosignature for too long. */
import type { WITNESS_ALERTS } from '@duecheck/core/contract';
import { witnessVerifiers } from '@duecheck/core/register';
import { iso } from '../clock.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import type { World } from '../world.ts';
import { isLagging } from './lag.ts';
import { readStandings } from './standing.ts';

type Code = (typeof WITNESS_ALERTS)[number];

export interface WitnessAlert {
  readonly witness: string;
  readonly code: Code;
  readonly since: string;
  readonly cosignedAt: string | null;
}

type AlertWorld = Pick<World, 'db' | 'clock' | 'register' | 'witnesses'>;

/** One that was unreachable for a moment is no alert: it sleeps once it lags. Everything else is told at once. */
export async function witnessAlerts({ db, clock, register, witnesses }: AlertWorld): Promise<WitnessAlert[]> {
  if (witnesses.asked.length === 0) return [];
  const standings = await readStandings(db, register.origin);
  return witnessVerifiers(
    witnesses.asked.map(({ vkey }) => vkey),
    intl1,
  ).flatMap(({ name }, i) => {
    const standing = standings.get(witnesses.asked[i]?.vkey ?? '');
    if (standing === undefined) return [];
    const { fault, faultSince, behindSince, cosignedAt } = standing;
    const told = { witness: name, cosignedAt: cosignedAt && iso(cosignedAt.getTime()) };
    const acts = fault !== null && fault !== 'witness-unreachable' && faultSince !== null;
    return [
      ...(acts ? [{ ...told, code: fault as Code, since: iso(faultSince.getTime()) }] : []),
      ...(behindSince !== null && isLagging(standing, clock.now())
        ? [{ ...told, code: 'witness-lag' as const, since: iso(behindSince.getTime()) }]
        : []),
    ];
  });
}
