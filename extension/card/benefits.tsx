import type { CheckAnswer } from '@duecheck/core/contract';
import { sayDate } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { Fragment, type JSX } from 'preact';
import type { Model } from './model.ts';
import { Press } from './press.tsx';

type Incentives = Extract<CheckAnswer['outcome'], { kind: 'findings' }>['incentives'];

/** Why first, then what may follow later and by when, with the undertaking to sign for it. */
export function Benefits({
  model,
  check,
  incentives,
}: {
  model: Model;
  check: CheckAnswer['checkId'];
  incentives: Incentives;
}): JSX.Element | null {
  const { say, view } = model;
  if (incentives.length === 0) return null;
  const date = (day: string) => sayDate(day, view.language);
  const why = (because: Incentives[number]['because']) => {
    if (because.kind === 'clean-run') return say('benefit.run', { from: date(because.from), to: date(because.to) });
    return say(because.kind === 'commitment' ? 'benefit.commitment' : 'benefit.record');
  };
  const titles = incentives.map(({ measure }) => view.words.measures[measure]?.title ?? measure);
  return (
    <>
      <StateLine meaning="benefit">{say('benefit.title', { measures: titles.join(' / ') })}</StateLine>
      {incentives.map(({ measure, because, deferral }) => (
        <Fragment key={measure}>
          <p class="muted">
            {why(because)}
            {deferral &&
              ` · ${say('benefit.documents', {
                documents: deferral.documents.map((id) => view.words.documents[id] ?? id).join('、'),
                date: date(deferral.dueBy),
              })}`}
          </p>
          {deferral && (
            <Press onPress={() => model.print({ paper: 'undertaking', check, measure })}>
              {say('paper.undertaking')}
            </Press>
          )}
        </Fragment>
      ))}
    </>
  );
}
