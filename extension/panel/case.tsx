import { inLanguage, sayProblem } from '@duecheck/core/text';
import { type Meaning, StateLine } from '@duecheck/ui/state-line';
import type { JSX } from 'preact';
import type { CaseView } from '../messages/panel.ts';
import { state as desk } from '../popup/state.ts';
import { history, openCard, readHistory, say, view } from './state.ts';
import { Timeline } from './timeline.tsx';

/** The case that the tab shows: what is due, and, only when the clerk asks, what was done. */
export function Case(): JSX.Element {
  const now = view.value;
  return (
    <section>
      <h2>{say.value('case')}</h2>
      {now === null ? <p class="muted">{say.value('case.none')}</p> : <One now={now} />}
    </section>
  );
}

function One({ now }: { now: CaseView }): JSX.Element {
  const { due } = now;
  const [meaning, words] = sayDue(due);
  const checks = due?.kind !== 'due' || (due.due !== 'forbidden' && due.standing === 'not-done');
  return (
    <>
      <p>
        {now.title}
        <small>
          {now.system} · {now.case ? say.value('case.label', { label: now.case.label }) : say.value('case.unnamed')}
        </small>
      </p>
      {words && <StateLine meaning={meaning}>{say.value(words)}</StateLine>}
      <div class="buttons">
        {now.case && !(due?.kind === 'due' && due.due === 'forbidden') && (
          <button type="button" class="act" onClick={() => void openCard()}>
            {say.value(checks ? 'check' : 'open')}
          </button>
        )}
        {now.case && desk.value?.signedIn?.decides && <Look />}
      </div>
      <Read />
    </>
  );
}

const Look = (): JSX.Element => (
  <button
    type="button"
    disabled={history.value.kind === 'reading'}
    title={say.value('history.note')}
    aria-describedby="history-note"
    onClick={() => void readHistory()}
  >
    {say.value(history.value.kind === 'read' ? 'history.again' : 'history')}
  </button>
);

function Read(): JSX.Element | null {
  const now = history.value;
  const note = (
    <p class="muted" id="history-note">
      {say.value('history.note')}
    </p>
  );
  if (now.kind === 'read')
    return (
      <>
        {now.since === 'changed' && <StateLine meaning="due">{say.value('history.changed')}</StateLine>}
        <Timeline answer={now.answer} language={desk.value?.language ?? 'zh-CN'} />
        {note}
      </>
    );
  if (now.kind === 'problem')
    return (
      <p class="fault" role="alert">
        {inLanguage(sayProblem(now.code), desk.value?.language ?? 'zh-CN')}
      </p>
    );
  if (now.kind === 'gone' || now.kind === 'outage')
    return (
      <p class="fault" role="alert">
        {say.value(`history.${now.kind}`)}
      </p>
    );
  return view.value?.case && desk.value?.signedIn?.decides ? note : null;
}

type DueWords = 'due.not-done' | 'due.optional' | 'due.fresh' | 'due.open' | 'due.forbidden' | 'due.outage';

function sayDue(due: CaseView['due']): [Meaning, DueWords | null] {
  if (due?.kind === 'outage') return ['unchecked', 'due.outage'];
  if (due?.kind !== 'due') return ['due', null];
  if (due.due === 'forbidden') return ['refused', 'due.forbidden'];
  if (due.standing === 'not-done') return ['due', due.due === 'mandatory' ? 'due.not-done' : 'due.optional'];
  return due.standing === 'fresh' ? ['clear', 'due.fresh'] : ['due', 'due.open'];
}
