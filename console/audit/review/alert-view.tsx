import type { ReviewAlertAnswer } from '@duecheck/core/contract';
import { AUDIT_FRAME, AUDIT_REVIEW, inLanguage, sayDate } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { EntryList } from '../entry/entry-list.tsx';
import { Fault, Registered } from '../house/fault.tsx';
import { language, wordsOf } from '../house/language.ts';
import { addressOf } from '../house/place.ts';
import { officeTitle, roleTitle } from '../house/titles.ts';
import { sayInstant } from '../house/when.ts';
import { openAlert, readAlert } from './alert.ts';
import { StepForm } from './step-form.tsx';

/** Why it was raised, what it rests on, what was done about it, and what may be done next. */
export function AlertView(): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const { value } = openAlert;
  if (value === null) return <p class="empty">{say('pick')}</p>;
  if (value.state === 'loading') return <p class="empty">{wordsOf(AUDIT_FRAME)('loading')}</p>;
  if (value.state === 'failed') {
    const gone = value.failure.kind === 'problem' && value.failure.code === 'not-found';
    if (gone) return <p class="empty">{say('gone')}</p>;
    return <Fault failure={value.failure} again={() => void readAlert(value.id)} />;
  }
  const { answer, told } = value;
  const { alert, entries, beside } = answer;
  return (
    <article class="entry" aria-labelledby="alert-title">
      <h2 id="alert-title" tabIndex={-1}>
        {inLanguage(alert.title, language.value)}
      </h2>
      <p class="note">
        {say(`state.${alert.state}`)} · <Registered query={answer.query} />
      </p>
      {told === 'changed' ? <p role="status">{say('changed')}</p> : null}
      <p>
        {say('about', {
          actor: alert.actor.sub,
          office: officeTitle(alert.organisation),
          day: sayDate(alert.day, language.value),
        })}
      </p>
      <p class="says">{inLanguage(alert.says, language.value)}</p>
      <StepForm key={`${alert.id}/${alert.revision}`} answer={answer} />
      <History answer={answer} />
      <h3>{say('entries', { n: alert.entries })}</h3>
      {entries.length < alert.entries ? <p class="note">{say('entries.first', { n: entries.length })}</p> : null}
      <EntryList entries={entries} selected={null} />
      {beside.length === 0 ? null : (
        <>
          <h3>{say('beside')}</h3>
          <ul>
            {beside.map((other) => (
              <li key={other.id}>
                <a href={addressOf('review', other.id)}>{inLanguage(other.title, language.value)}</a> ·{' '}
                {say(`state.${other.state}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

function History({ answer }: { answer: ReviewAlertAnswer }): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const { alert, acts, raised } = answer;
  return (
    <section>
      <h3>{say('history')}</h3>
      <ol class="timeline">
        <li>
          <a href={addressOf('entries', raised)}>
            <time dateTime={alert.raisedAt}>{sayInstant(alert.raisedAt)}</time>
          </a>
          <p>{say('raised')}</p>
        </li>
        {acts.map((act) => (
          <li key={act.entry}>
            <a href={addressOf('entries', act.entry)}>
              <time dateTime={act.at}>{sayInstant(act.at)}</time>
            </a>
            <p>
              {say(`act.${act.step}`, {
                to: act.to?.sub ?? '',
                finding: act.finding === null ? '' : say(`finding.${act.finding}`),
              })}
            </p>
            {act.words === null ? (
              act.step === 'assign' || act.step === 'close' ? null : (
                <p class="note">{say('words.gone')}</p>
              )
            ) : (
              <p class="said">{act.words}</p>
            )}
            <p class="note">
              {act.by.sub} · {roleTitle(act.by.role)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
