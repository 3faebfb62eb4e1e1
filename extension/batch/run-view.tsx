import { sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { Counts } from './counts.tsx';
import type { Desk } from './desk.ts';
import { Differences } from './differences.tsx';
import { toHandle } from './handling.ts';
import { HandlingList } from './handling-list.tsx';
import { Progress } from './progress.tsx';
import { ReleaseBatch } from './release-batch.tsx';
import { Results } from './results.tsx';
import { Round } from './round.tsx';
import type { Run } from './run.ts';
import { sayStanding } from './standing.ts';

const MEANING = {
  'needs-release': 'due',
  running: 'unchecked',
  paused: 'due',
  cancelled: 'clear',
  deciding: 'unchecked',
  done: 'clear',
} as const;

/** One batch, from its first member to the receipt of the round. */
export function RunView({ desk, run }: { desk: Desk; run: Run }): JSX.Element {
  const { say, current } = desk;
  const batch = current.value;
  if (batch === null) return <p class="muted">{say('loading')}</p>;
  const over = batch.state === 'done' || batch.state === 'deciding';
  return (
    <>
      <div class="head">
        <h2>{batch.round}</h2>
        <p class="muted">
          {batch.title} · {sayTime(batch.startedAt, Date.now(), desk.setup.value.language)}
          {batch.rerunOf && ` · ${say('rerun.of')}`}
        </p>
      </div>
      <StateLine meaning={MEANING[batch.state]}>{sayStanding(batch, say)}</StateLine>
      <Sight desk={desk} run={run} />
      {batch.state === 'needs-release' && <ReleaseBatch desk={desk} run={run} batch={batch} />}
      <Progress desk={desk} run={run} batch={batch} />
      <Counts desk={desk} batch={batch} />
      {run.differences.value && <Differences desk={desk} items={run.differences.value} />}
      <HandlingList desk={desk} run={run} batch={batch} total={toHandle(batch)} />
      {over && <Round desk={desk} run={run} batch={batch} />}
      {batch.done > 0 && <Results desk={desk} run={run} batch={batch} />}
    </>
  );
}

/** How old what is shown may be, wherever it is not of this moment. */
function Sight({
  desk: { say, setup, network },
  run: { sight, seenAt },
}: {
  desk: Desk;
  run: Run;
}): JSX.Element | null {
  if (sight.value !== 'lost') return null;
  const since = seenAt.value === null ? null : new Date(seenAt.value).toISOString();
  return (
    <p class="stale" role="status">
      {network.value === 'there'
        ? say('stale', { time: since ? sayTime(since, Date.now(), setup.value.language) : '—' })
        : say('offline')}
    </p>
  );
}
