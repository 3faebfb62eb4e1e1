import type { DueAnswer } from '@duecheck/core/contract';
import { sayTime } from '@duecheck/core/text';
import { StateLine } from '@duecheck/ui/state-line';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Model } from '../model.ts';
import { Press } from '../press.tsx';
import { Ground, ReasonField } from '../reason-field.tsx';

/** Says what is due here and why; looks nobody up (DESIGN §1.3). */
export function Due({ model, due }: { model: Model; due: DueAnswer }): JSX.Element {
  const { say, view, control } = model;
  const skipping = useSignal<'no' | 'yes'>('no');
  const title = (
    { mandatory: 'due.title', reference: 'due.title.reference', forbidden: 'due.title.forbidden' } as const
  )[due.due];
  const mayCheck = due.due !== 'forbidden';
  const maySkip = !due.holds && control.value !== null;
  return (
    <>
      <StateLine meaning={due.due === 'forbidden' ? 'clear' : 'due'}>{say(title)}</StateLine>
      <p>{view.words.purpose}</p>
      {mayCheck && <QueryBases model={model} />}
      {due.needsAuthorisation && <p class="muted">{say('due.authorisation')}</p>}
      {due.lastCheckAt && (
        <p class="muted">{say('due.last', { time: sayTime(due.lastCheckAt, Date.now(), view.language) })}</p>
      )}
      <div class="buttons">
        {mayCheck && (
          <Press primary="yes" onPress={() => void model.check(null)}>
            {say('due.check')}
          </Press>
        )}
        {maySkip && skipping.value === 'no' && (
          <Press onPress={() => (skipping.value = 'yes')}>{say('due.skip')}</Press>
        )}
      </div>
      {maySkip && skipping.value === 'yes' && <Unchecked model={model} because="not-due" today={due.legalToday} />}
    </>
  );
}

function QueryBases({ model: { say, view } }: { model: Model }): JSX.Element | null {
  const known = view.words.queryBases.flatMap((id) => view.words.bases[id] ?? []);
  if (known.length === 0) return null;
  return (
    <details>
      <summary>
        {say('due.basis')} {known.map(({ document, article }) => `${document} ${article}`).join('；')}
      </summary>
      {known.map(({ document, article, summary }) => (
        <p key={document + article} class="muted">
          {document} {article}：{summary}
        </p>
      ))}
    </details>
  );
}

/** Going on without a check, where the row does not hold the step: a reason, and a receipt that says so. */
export function Unchecked({
  model,
  because,
  today,
}: {
  model: Model;
  because: 'not-due' | 'no-authorisation';
  today: string;
}): JSX.Element | null {
  const { say, control, reason } = model;
  const ground = useSignal<'stated' | 'not-stated'>('not-stated');
  const pressed = control.value;
  if (!pressed) return <Later model={model} />;
  const adverse = pressed.effect === 'adverse';
  const ready = reason.value.trim() !== '' && (!adverse || ground.value === 'stated');
  return (
    <form class="decision">
      <h3>{say('decide.for', { control: pressed.label })}</h3>
      {adverse && <Ground model={model} ground={ground} />}
      <ReasonField model={model} />
      <Press
        primary="yes"
        save="yes"
        ready={ready ? 'yes' : 'no'}
        onPress={() => void model.decideUnchecked(because, ground.value, today)}
      >
        {say('save')} <kbd>Ctrl+Enter</kbd>
      </Press>
    </form>
  );
}

/** Nothing was pressed yet: which buttons of the page go on from here. */
export const Later = ({ model: { say, view } }: { model: Model }): JSX.Element => (
  <p class="muted">{say('decide.later', { controls: view.controls.map(({ label }) => `“${label}”`).join(' / ') })}</p>
);
