import type { CheckAnswer, DecisionAnswer } from '@duecheck/core/contract';
import { sayDate, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { Decide } from '../decide.tsx';
import { Effect } from '../effect.tsx';
import type { Model } from '../model.ts';
import { Records } from '../records.tsx';
import { Unchecked } from './due.tsx';

/** What was found, each kind in its own words; then the decision, or the step that waits for this re-check. */
export function OutcomeStage({
  model,
  answer,
  recheck,
}: {
  model: Model;
  answer: CheckAnswer;
  recheck: DecisionAnswer | null;
}): JSX.Element {
  const { say, view } = model;
  const { outcome } = answer;
  const asOf = oldest(outcome);
  const holds = outcome.kind === 'refused' && outcome.holds;
  return (
    <>
      <Found model={model} answer={answer} />
      {recheck && outcome.kind !== 'refused' && <Effect model={model} answer={answer} decision={recheck} />}
      {!recheck && outcome.kind === 'refused' && !holds && (
        <Unchecked
          model={model}
          because={outcome.reason === 'no-authorisation' ? 'no-authorisation' : 'not-due'}
          today={answer.legalToday}
        />
      )}
      {!recheck && outcome.kind !== 'refused' && <Decide model={model} answer={answer} />}
      <footer>
        {[asOf && say('asOf', { time: sayTime(asOf, Date.now(), view.language) }), say('registered')]
          .filter(Boolean)
          .join(' · ')}
      </footer>
    </>
  );
}

/** The source that is furthest behind: what the whole answer stands for. */
function oldest(outcome: CheckAnswer['outcome']): string | undefined {
  if (outcome.kind === 'refused') return undefined;
  const { records } = outcome.kind === 'unknown' ? outcome.known : outcome;
  return records.map(({ source }) => source.asOf).sort()[0];
}

function Found({ model, answer }: { model: Model; answer: CheckAnswer }): JSX.Element {
  const { say, view } = model;
  const { outcome } = answer;
  switch (outcome.kind) {
    case 'clear':
      return (
        <>
          <StateLine meaning="clear">{say('clear.title')}</StateLine>
          <p class="muted">{say(`clear.${outcome.identity}`)}</p>
          <Benefits model={model} incentives={outcome.incentives} />
          <Records model={model} records={outcome.records} />
        </>
      );
    case 'findings': {
      const adverse = outcome.records.filter(({ polarity }) => polarity === 'adverse');
      const others = outcome.records.filter(({ polarity }) => polarity !== 'adverse');
      return (
        <>
          {adverse.length > 0 && (
            <StateLine meaning="findings">{say('findings.title', { n: adverse.length })}</StateLine>
          )}
          <Records model={model} records={adverse} />
          <Benefits model={model} incentives={outcome.incentives} />
          <Records model={model} records={others} />
        </>
      );
    }
    case 'unknown':
      return (
        <>
          <StateLine meaning="unchecked">{say('unknown.title')}</StateLine>
          <p>{say('unknown.due', { date: sayDate(outcome.dueBy, view.language) })}</p>
          {outcome.known.records.length > 0 && <p>{say('unknown.known', { n: outcome.known.records.length })}</p>}
          <Records model={model} records={outcome.known.records} />
        </>
      );
    case 'refused':
      return (
        <StateLine meaning={outcome.holds ? 'refused' : 'unchecked'}>{say(`refused.${outcome.reason}`)}</StateLine>
      );
  }
}

type Incentives = Extract<CheckAnswer['outcome'], { kind: 'findings' }>['incentives'];

/** Why first, then what may follow later and by when. */
function Benefits({ model: { say, view }, incentives }: { model: Model; incentives: Incentives }): JSX.Element | null {
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
        <p key={measure} class="muted">
          {why(because)}
          {deferral &&
            ` · ${say('benefit.documents', {
              documents: deferral.documents.map((id) => view.words.documents[id] ?? id).join('、'),
              date: date(deferral.dueBy),
            })}`}
        </p>
      ))}
    </>
  );
}
