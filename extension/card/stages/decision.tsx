import type { DecisionAnswer, NoticeRequest } from '@duecheck/core/contract';
import { sayDate } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type * as z from 'zod/mini';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { ReasonField } from '../reason-field.tsx';

type Props = { readonly model: Model; readonly decision: DecisionAnswer; readonly today: string };

/** A decision on its way: notice → hearing → re-check → effect (PROTOCOL, Decision). Shows the one next step. */
export function DecisionStage({ model, decision, today }: Props): JSX.Element {
  const { say, view } = model;
  const until = decision.hearing?.heardUntil;
  switch (decision.state) {
    case 'proposed':
      return (
        <>
          <StateLine meaning="due">{say('notice.title')}</StateLine>
          {decision.hearing && (
            <p class="muted">
              {say('measures.hearing', { days: decision.hearing.days, kind: say(`days.${decision.hearing.kind}`) })}
            </p>
          )}
          <Papers model={model} decision={decision} />
          <Notice model={model} decision={decision} today={today} />
          <Withdraw model={model} decision={decision} today={today} />
        </>
      );
    case 'notified':
      return (
        <>
          <StateLine meaning="due">
            {say('hearing.title', { date: until ? sayDate(until, view.language) : '—' })}
          </StateLine>
          <p class="muted">{say('hearing.running')}</p>
          <Papers model={model} decision={decision} />
          <Hearing model={model} decision={decision} today={today} />
          <Withdraw model={model} decision={decision} today={today} />
        </>
      );
    case 'heard':
    case 'lapsed':
      return (
        <>
          <StateLine meaning="due">{say(decision.state === 'heard' ? 'hearing.heard' : 'hearing.lapsed')}</StateLine>
          {until && <p class="muted">{say('hearing.title', { date: sayDate(until, view.language) })}</p>}
          <Press primary="yes" save="yes" onPress={() => void model.check(decision)}>
            {say('effect.check')} <kbd>Ctrl+Enter</kbd>
          </Press>
          <Withdraw model={model} decision={decision} today={today} />
        </>
      );
    case 'withdrawn':
      return (
        <>
          <StateLine meaning="clear">
            {say(decision.withdrawn === 'ground-gone' ? 'effect.withdrawn' : 'withdrawn')}
          </StateLine>
          <p class="muted">{say('effect.withdrawn.next')}</p>
        </>
      );
    case 'effective':
      return <StateLine meaning="clear">{say('effective')}</StateLine>;
  }
}

/** The notice to hand over; a new look first, where the clerk wants to know whether its ground still stands. */
const Papers = ({ model, decision }: Pick<Props, 'model' | 'decision'>): JSX.Element => (
  <div class="buttons">
    <Press onPress={() => model.print({ paper: 'notice', decision: decision.decisionId })}>
      {model.say('paper.notice')}
    </Press>
    <Press onPress={() => void model.check(decision)}>{model.say('effect.check')}</Press>
  </div>
);

const MEANS = ['in-person', 'post', 'electronic', 'left-at-address', 'public-announcement'] as const;

function Notice({ model, decision, today }: Props): JSX.Element {
  const { say } = model;
  const deliveredOn = useSignal(today);
  const means = useSignal<z.infer<typeof NoticeRequest>['means'] | ''>('');
  const missing = useSignal<'no' | 'yes'>('no');
  const save = () => {
    missing.value = means.value === '' ? 'yes' : 'no';
    if (means.value === '') return;
    const request = { deliveredOn: deliveredOn.value, means: means.value };
    void model.next({ type: 'card.notice', decision: decision.decisionId, request }, today);
  };
  return (
    <form class="decision">
      <label class="field">
        <span>{say('notice.date')}</span>
        <input
          type="date"
          max={today}
          value={deliveredOn.value}
          onInput={(e) => (deliveredOn.value = e.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{say('notice.means')}</span>
        <select value={means.value} onChange={(e) => (means.value = e.currentTarget.value as typeof means.value)}>
          <option value="">{say('notice.choose')}</option>
          {MEANS.map((one) => (
            <option key={one} value={one}>
              {say(`means.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {missing.value === 'yes' && (
        <p class="fault" role="alert">
          {say('notice.missing')}
        </p>
      )}
      <Press primary="yes" save="yes" onPress={save}>
        {say('notice.save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}

function Hearing({ model, decision, today }: Props): JSX.Element {
  const { say, statement } = model;
  const heardOn = useSignal(today);
  const save = () => {
    if (statement.value.trim() === '') return;
    const request = { heardOn: heardOn.value, statement: statement.value.trim() };
    void model.next({ type: 'card.hearing', decision: decision.decisionId, request }, today);
  };
  return (
    <details open={statement.value !== ''}>
      <summary>{say('hearing.open')}</summary>
      <form class="decision">
        <label class="field">
          <span>{say('hearing.date')}</span>
          <input
            type="date"
            max={today}
            value={heardOn.value}
            onInput={(e) => (heardOn.value = e.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{say('hearing.statement')}</span>
          <textarea
            rows={3}
            maxLength={4000}
            value={statement.value}
            onInput={(event) => {
              statement.value = event.currentTarget.value;
              model.keep();
            }}
          />
        </label>
        <Press primary="yes" save="yes" ready={statement.value.trim() === '' ? 'no' : 'yes'} onPress={save}>
          {say('hearing.save')} <kbd>Ctrl+Enter</kbd>
        </Press>
      </form>
    </details>
  );
}

function Withdraw({ model, decision, today }: Props): JSX.Element {
  const { say, reason } = model;
  const save = () => {
    if (reason.value.trim() === '') return;
    const request = { reason: reason.value.trim() };
    void model.next({ type: 'card.withdraw', decision: decision.decisionId, request }, today);
  };
  return (
    <details>
      <summary>{say('withdraw')}</summary>
      <form class="decision">
        <ReasonField model={model} />
        <Press ready={reason.value.trim() === '' ? 'no' : 'yes'} onPress={save}>
          {say('withdraw')}
        </Press>
      </form>
    </details>
  );
}
