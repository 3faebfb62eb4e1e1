import { STATISTICS, type Statistic, type StatisticsAnswer } from '@duecheck/core/contract';
import { AUDIT_FIGURES, AUDIT_FRAME } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask, type Failure } from '../house/ask.ts';
import { Fault, Registered } from '../house/fault.tsx';
import { Field } from '../house/field.tsx';
import { wordsOf } from '../house/language.ts';
import { Range } from '../house/range.tsx';
import { dayOf } from '../house/when.ts';
import { Days, Delayed, Months } from './tables.tsx';

const monthBefore = (month: string, back: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - back;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/** What was done how often, in months that have ended: each chart with its table. */
export function StatisticsPage(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const now = dayOf(Date.now()).slice(0, 7);
  const from = useSignal(monthBefore(now, 6));
  const until = useSignal(monthBefore(now, 1));
  const statistic = useSignal<Statistic>('lookups-clear');
  const answer = useSignal<StatisticsAnswer | null>(null);
  const failure = useSignal<Failure | null>(null);
  const busy = useSignal<'no' | 'yes'>('no');

  const read = async () => {
    busy.value = 'yes';
    failure.value = null;
    const reply = await ask('auditStatistics', { query: { from: from.value, until: until.value } });
    busy.value = 'no';
    if (reply.ok) answer.value = reply.answer;
    else failure.value = reply.failure;
  };
  const { value } = answer;
  return (
    <div class="figures">
      <h1 tabIndex={-1}>{say('statistics.title')}</h1>
      <p class="note">{say('statistics.note')}</p>
      <form
        class="asked"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <Range from={from} until={until} kind="month" />
        <button class="main" type="submit" aria-busy={busy.value === 'yes'}>
          {say('show')}
        </button>
        <button type="button" onClick={() => print()}>
          {say('print')}
        </button>
      </form>
      {failure.value === null ? null : <Fault failure={failure.value} again={() => void read()} />}
      {busy.value === 'yes' ? <p role="status">{wordsOf(AUDIT_FRAME)('loading')}</p> : null}
      {value === null ? null : (
        <>
          <p role="status">
            <Registered query={value.query} />
          </p>
          <section>
            <h2>{say('statistics.monthly')}</h2>
            <Months months={value.months} />
          </section>
          <Field id="s-statistic" label={say('statistics.pick')}>
            <select
              id="s-statistic"
              value={statistic.value}
              onChange={(event) => {
                statistic.value = event.currentTarget.value as Statistic;
              }}
            >
              {STATISTICS.map((one) => (
                <option key={one} value={one}>
                  {say(`of.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          {value.months.map((month) => (
            <Days key={month.month} month={month} statistic={statistic.value} />
          ))}
          <Delayed delayed={value.delayed} />
        </>
      )}
    </div>
  );
}
