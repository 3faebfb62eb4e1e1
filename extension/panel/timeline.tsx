import type { CaseAct, CaseHistoryAnswer } from '@duecheck/core/contract';
import { type Language, sayDate, sayTime } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { say } from './state.ts';

/** What was done in a case, newest first: steps and periods; of a record nothing. */
export function Timeline({ answer, language }: { answer: CaseHistoryAnswer; language: Language }): JSX.Element {
  const { acts, subject, readAt } = answer;
  const time = (at: string) => sayTime(at, Date.now(), language);
  return (
    <div class="history" role="status">
      {subject && (
        <p>
          <b>
            {subject.name} {subject.number}
          </b>
        </p>
      )}
      {acts.length === 0 ? (
        <p>{say.value('history.none')}</p>
      ) : (
        <ol>
          {acts.map((act) => (
            <li key={act.entry}>
              {sayAct(act, language)}
              <small>
                {time(act.at)} · {say.value(`by.${act.by}`)}
              </small>
            </li>
          ))}
        </ol>
      )}
      {acts.some((act) => act.kind === 'check' && act.outcome === 'withheld') && (
        <p class="muted">{say.value('withheld.note')}</p>
      )}
      <p class="muted">{say.value('history.read', { time: time(readAt) })}</p>
    </div>
  );
}

function sayAct(act: CaseAct, language: Language): string {
  if (act.kind === 'check') {
    const why = act.refusal === null ? '' : say.value(`refused.${act.refusal}`);
    return say.value(`check.${act.outcome}`, { why });
  }
  return say.value(`step.${act.step}`, {
    effect: say.value(`effect.${act.effect}`),
    date: act.heardUntil === null ? '' : sayDate(act.heardUntil, language),
  });
}
