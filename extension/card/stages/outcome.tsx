import type { CheckAnswer, DecisionAnswer } from '@duecheck/core/contract';
import { sayDate, saySources, sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import { Benefits } from '../benefits.tsx';
import { Decide } from '../decide.tsx';
import { Effect } from '../effect.tsx';
import type { Model } from '../model.ts';
import { Records, sourcesOf } from '../records.tsx';
import { DecisionStage } from './decision.tsx';
import { RefusedHelp } from './refused.tsx';

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
  return (
    <>
      <Found model={model} answer={answer} />
      {recheck && outcome.kind !== 'refused' && <AfterRecheck model={model} answer={answer} decision={recheck} />}
      {outcome.kind === 'refused' && (
        <RefusedHelp model={model} outcome={outcome} today={answer.legalToday} recheck={recheck} />
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

/** Before the person was heard the decision waits where it was; afterwards it can take effect. */
const AfterRecheck = (props: { model: Model; answer: CheckAnswer; decision: DecisionAnswer }): JSX.Element =>
  props.decision.state === 'proposed' || props.decision.state === 'notified' ? (
    <DecisionStage model={props.model} decision={props.decision} today={props.answer.legalToday} />
  ) : (
    <Effect {...props} />
  );

function recordsOf(outcome: CheckAnswer['outcome']) {
  if (outcome.kind === 'refused') return [];
  return outcome.kind === 'unknown' ? outcome.known.records : outcome.records;
}

/** The source that is furthest behind: what the whole answer stands for. */
function oldest(outcome: CheckAnswer['outcome']): string | undefined {
  return recordsOf(outcome)
    .map(({ source }) => source.asOf)
    .sort()[0];
}

function Found({ model, answer }: { model: Model; answer: CheckAnswer }): JSX.Element {
  const { say, view } = model;
  const { outcome } = answer;
  const sources = sourcesOf(recordsOf(outcome));
  switch (outcome.kind) {
    case 'clear':
      return (
        <>
          <StateLine meaning="clear">{say('clear.title')}</StateLine>
          <p class="muted">{say(`clear.${outcome.identity}`)}</p>
          <Benefits model={model} check={answer.checkId} incentives={outcome.incentives} />
          <Records model={model} records={outcome.records} sources={sources} />
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
          <Records model={model} records={adverse} sources={sources} />
          <Benefits model={model} check={answer.checkId} incentives={outcome.incentives} />
          <Records model={model} records={others} sources={sources} />
        </>
      );
    }
    case 'unknown':
      return (
        <>
          <StateLine meaning="unchecked">{say('unknown.title')}</StateLine>
          <p>{say('unknown.missing', { sources: saySources(outcome.missing, view.language) })}</p>
          <p>{say('unknown.due', { date: sayDate(outcome.dueBy, view.language) })}</p>
          {outcome.known.records.length > 0 && <p>{say('unknown.known', { n: outcome.known.records.length })}</p>}
          <Records model={model} records={outcome.known.records} sources={sources} />
        </>
      );
    case 'refused':
      return <StateLine meaning={meaningOf(outcome)}>{say(`refused.${outcome.reason}`)}</StateLine>;
  }
}

/** Red is for what was entered wrongly or may not be (UI.md); a word that is still to be given is simply due. */
function meaningOf({ reason, holds }: Extract<CheckAnswer['outcome'], { kind: 'refused' }>) {
  if (reason === 'release' || reason === 'quota') return 'due';
  return holds ? 'refused' : 'unchecked';
}
