import { COVERAGE_BY, type CoverageAnswer, type CoverageBy } from '@duecheck/core/contract';
import { AUDIT_FIGURES, AUDIT_FRAME, inLanguage, sayDate } from '@duecheck/core/text';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ask, type Failure } from '../house/ask.ts';
import { Fault, Registered } from '../house/fault.tsx';
import { Field } from '../house/field.tsx';
import { language, wordsOf } from '../house/language.ts';
import { Range } from '../house/range.tsx';
import { Scroll } from '../house/scroll.tsx';
import { officeTitle, pointTitle, roleTitle, titles } from '../house/titles.ts';
import { dayOf } from '../house/when.ts';
import { Bar, Legend } from './bar.tsx';
import { byUnchecked, type Counts, PARTS, shareOf } from './parts.ts';
import { SourceTable } from './source-table.tsx';

/** Of the decisions that were told, how many had their check. */
export function CoveragePage(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const today = dayOf(Date.now());
  const from = useSignal(`${today.slice(0, 8)}01`);
  const until = useSignal(today);
  const organisation = useSignal('');
  const by = useSignal<readonly CoverageBy[]>(['organisation', 'row']);
  const answer = useSignal<CoverageAnswer | null>(null);
  const failure = useSignal<Failure | null>(null);
  const busy = useSignal<'no' | 'yes'>('no');

  const read = async () => {
    busy.value = 'yes';
    failure.value = null;
    const query = {
      ...{ from: from.value, until: until.value, by: by.value.join(',') },
      ...(organisation.value === '' ? {} : { organisation: organisation.value }),
    };
    const reply = await ask('auditCoverage', { query });
    busy.value = 'no';
    if (reply.ok) answer.value = reply.answer;
    else failure.value = reply.failure;
  };
  const { value } = answer;

  return (
    <div class="figures">
      <h1 tabIndex={-1}>{say('coverage.title')}</h1>
      <p class="note">{say('coverage.note')}</p>
      <form
        class="asked"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <Range from={from} until={until} kind="date" />
        <Field id="c-organisation" label={say('by.organisation')}>
          <select
            id="c-organisation"
            value={organisation.value}
            onChange={(event) => {
              organisation.value = event.currentTarget.value;
            }}
          >
            <option value="">—</option>
            {titles.value.organisations.map(({ id, title }) => (
              <option key={id} value={id}>
                {inLanguage(title, language.value)}
              </option>
            ))}
          </select>
        </Field>
        <fieldset>
          <legend>{say('by')}</legend>
          {COVERAGE_BY.map((one) => (
            <label key={one}>
              <input
                type="checkbox"
                checked={by.value.includes(one)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  by.value = COVERAGE_BY.filter((other) => (other === one ? checked : by.value.includes(other)));
                }}
              />
              {say(`by.${one}`)}
            </label>
          ))}
        </fieldset>
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
            {value.groups.length === 0 ? say('coverage.none') : null} <Registered query={value.query} />
          </p>
          {value.groups.length === 0 ? null : <Groups answer={value} by={by.value} />}
          <SourceTable sources={value.sources} />
        </>
      )}
    </div>
  );
}

function Groups({ answer, by }: { answer: CoverageAnswer; by: readonly CoverageBy[] }): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const shown = by.filter((one) => answer.groups.some((group) => group[one] !== null));
  const named = (one: CoverageBy, value: string | null) => {
    if (value === null) return one === 'deciders' ? say('past') : '';
    if (one === 'organisation') return officeTitle(value);
    if (one === 'row') return pointTitle(value);
    return one === 'day' ? sayDate(value, language.value) : roleTitle(value);
  };
  const cells = (counts: Counts) => (
    <>
      <td class="wide-bar">
        <Bar counts={counts} />
      </td>
      <td class="number">{shareOf('checked', counts) === null ? '' : `${shareOf('checked', counts)} %`}</td>
      {PARTS.map((part) => (
        <td key={part} class="number">
          {counts[part]}
        </td>
      ))}
      <td class="number">{counts.reported}</td>
      <td class="number">{counts.unreported}</td>
    </>
  );
  return (
    <>
      <Legend />
      <Scroll label={say('coverage.title')}>
        <table>
          <thead>
            <tr>
              {shown.map((one) => (
                <th key={one} scope="col">
                  {say(`by.${one}`)}
                </th>
              ))}
              <td aria-hidden="true" />
              <th scope="col" class="number">
                {say('share')}
              </th>
              {PARTS.map((part) => (
                <th key={part} scope="col" class="number">
                  {say(part)}
                </th>
              ))}
              <th scope="col" class="number">
                {say('reported')}
              </th>
              <th scope="col" class="number">
                {say('unreported')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byUnchecked(answer.groups).map((group) => (
              <tr key={shown.map((one) => group[one]).join('/')}>
                {shown.map((one, at) =>
                  at === 0 ? (
                    <th key={one} scope="row">
                      {named(one, group[one])}
                    </th>
                  ) : (
                    <td key={one}>{named(one, group[one])}</td>
                  ),
                )}
                {cells(group)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={Math.max(1, shown.length)}>
                {say('total')}
              </th>
              {cells(answer.total)}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </>
  );
}
