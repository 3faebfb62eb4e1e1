import { type AlertStep, FINDINGS, type Finding, type ReviewAlertAnswer } from '@duecheck/core/contract';
import { AUDIT_REVIEW } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Failure } from '../house/ask.ts';
import { Fault } from '../house/fault.tsx';
import { Field } from '../house/field.tsx';
import { wordsOf } from '../house/language.ts';
import { takeStep } from './alert.ts';

/** Steps of an auditor; the manager's answer is not one of this door. */
const STEPS = ['assign', 'ask', 'find', 'close', 'reopen'] as const satisfies readonly AlertStep[];
type Step = (typeof STEPS)[number];
/** These want words. */
const WITH_WORDS: ReadonlySet<Step> = new Set(['ask', 'find', 'reopen']);

/** What may be done next: one press where that says it all, else a form of its own that keeps what was typed until it is sent. */
export function StepForm({ answer }: { answer: ReviewAlertAnswer }): JSX.Element {
  const say = wordsOf(AUDIT_REVIEW);
  const { alert, may, auditors } = answer;
  const chosen = useSignal<Step | null>(null);
  const words = useSignal('');
  const finding = useSignal<Finding>('closed-without-finding');
  const busy = useSignal<'no' | 'yes'>('no');
  const failure = useSignal<Failure | null>(null);
  const told = (failed: Failure | null) => {
    failure.value = failed;
  };
  const steps = STEPS.filter((step) => may.includes(step));

  const take = async (step: Step) => {
    if (busy.value === 'yes') return;
    busy.value = 'yes';
    const { revision } = alert;
    const reason = words.value.trim();
    failure.value = await takeStep(
      alert.id,
      step === 'find'
        ? { step, revision, finding: finding.value, reason }
        : step === 'ask' || step === 'reopen'
          ? { step, revision, reason }
          : { step, revision },
    );
    busy.value = 'no';
  };

  return (
    <section class="next" aria-labelledby="next-title">
      <h3 id="next-title">{say('next')}</h3>
      {steps.length === 0 ? <p class="note">{say('waits')}</p> : null}
      <div class="acts">
        {steps.map((step) => (
          <button
            key={step}
            type="button"
            disabled={busy.value === 'yes'}
            aria-expanded={WITH_WORDS.has(step) ? chosen.value === step : undefined}
            onClick={() => {
              if (!WITH_WORDS.has(step)) void take(step);
              else chosen.value = chosen.value === step ? null : step;
            }}
          >
            {say(`do.${step}`)}
          </button>
        ))}
      </div>
      {may.includes('assign') && auditors.length > 1 ? (
        <Field id="step-to" label={say('to')}>
          <select
            id="step-to"
            value=""
            onChange={(event) => {
              const to = auditors[Number(event.currentTarget.value)];
              if (to !== undefined)
                void takeStep(alert.id, { step: 'assign', revision: alert.revision, to }).then(told);
            }}
          >
            <option value="">—</option>
            {auditors.map(({ iss, sub }, at) => (
              <option key={`${iss} ${sub}`} value={at}>
                {sub}
              </option>
            ))}
          </select>
        </Field>
      ) : null}
      {chosen.value === null ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen.value !== null && words.value.trim() !== '') void take(chosen.value);
          }}
        >
          {chosen.value === 'find' ? (
            <fieldset>
              <legend>{say('finding')}</legend>
              {FINDINGS.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="finding"
                    checked={finding.value === one}
                    onChange={() => {
                      finding.value = one;
                    }}
                  />
                  {say(`finding.${one}`)}
                </label>
              ))}
            </fieldset>
          ) : null}
          <Field
            id="step-words"
            label={say(chosen.value === 'ask' ? 'question' : 'reason')}
            {...(chosen.value === 'ask' ? { note: say('question.note') } : {})}
          >
            <textarea
              id="step-words"
              rows={3}
              required
              maxLength={1000}
              value={words.value}
              onInput={(event) => {
                words.value = event.currentTarget.value;
              }}
            />
          </Field>
          <div class="acts">
            <button class="main" type="submit" aria-busy={busy.value === 'yes'} disabled={words.value.trim() === ''}>
              {say('send')}
            </button>
            <button
              type="button"
              onClick={() => {
                chosen.value = null;
              }}
            >
              {say('cancel')}
            </button>
          </div>
        </form>
      )}
      {failure.value === null ? null : <Fault failure={failure.value} />}
    </section>
  );
}
