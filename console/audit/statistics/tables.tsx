import { STATISTICS, type Statistic, type StatisticsAnswer } from '@duecheck/core/contract';
import { AUDIT_FIGURES } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import { Scroll } from '../house/scroll.tsx';
import { Chart } from './chart.tsx';

type Month = StatisticsAnswer['months'][number];

/** One row a month; what is kept back says so. */
export function Months({ months }: { months: readonly Month[] }): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  return (
    <Scroll label={say('statistics.monthly')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('month')}</th>
            {STATISTICS.map((one) => (
              <th key={one} scope="col" class="number">
                {say(`of.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, state, series }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              {state === 'running' ? (
                <td colSpan={STATISTICS.length}>{say('month.running', { month })}</td>
              ) : (
                STATISTICS.map((one) => (
                  <Count key={one} value={series.find(({ statistic }) => statistic === one)?.total ?? null} />
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** One month by day, as a picture and as a table. */
export function Days({ month, statistic }: { month: Month; statistic: Statistic }): JSX.Element | null {
  const say = wordsOf(AUDIT_FIGURES);
  const days = month.series.find((one) => one.statistic === statistic)?.days ?? [];
  if (month.state === 'running') return null;
  const title = say('statistics.daily', { month: month.month, what: say(`of.${statistic}`) });
  if (days.every((value) => value === null))
    return (
      <section>
        <h2>{title}</h2>
        <p class="empty">{say('statistics.none')}</p>
      </section>
    );
  const numbers = days.map((_, i) => String(i + 1));
  return (
    <section class="days">
      <h2>{title}</h2>
      <Chart labels={numbers} values={days} title={title} />
      <Scroll label={title}>
        <table class="tight">
          <thead>
            <tr>
              <th scope="col">{say('day')}</th>
              {numbers.map((day) => (
                <th key={day} scope="col" class="number">
                  {day}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{say(`of.${statistic}`)}</th>
              {days.map((value, i) => (
                <Count key={numbers[i]} value={value} />
              ))}
            </tr>
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

export function Delayed({ delayed }: { delayed: StatisticsAnswer['delayed'] }): JSX.Element | null {
  const say = wordsOf(AUDIT_FIGURES);
  if (delayed.length === 0) return null;
  return (
    <section>
      <h2>{say('statistics.delayed')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('basis')}</th>
            <th scope="col">{say('total')}</th>
          </tr>
        </thead>
        <tbody>
          {delayed.map(({ basis, entries }) => (
            <tr key={basis}>
              <th scope="row">{basis}</th>
              <Count value={entries} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Count({ value }: { value: number | null }): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  return value === null ? (
    <td class="number kept">
      <span aria-hidden="true">·</span>
      <span class="unseen">{say('kept')}</span>
    </td>
  ) : (
    <td class="number">{value}</td>
  );
}
