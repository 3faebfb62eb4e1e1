import type { JSX } from 'preact';
import type { Tried } from '../messages/picker.ts';
import { type Key, say, state, tried, tryNow, work } from './state.ts';
import { labelOf } from './work.ts';

/** What a clerk's page would show now: read by the same reader, masked; nobody is looked up. */
export const Try = (): JSX.Element => (
  <section aria-labelledby="try">
    <h2 id="try">{say.value('try')}</h2>
    <button type="button" onClick={tryNow}>
      {say.value('try')}
    </button>
    {tried.value && <Result of={tried.value} />}
  </section>
);

function Result({ of }: { of: Tried }): JSX.Element {
  const row = state.value?.rows.find(({ id }) => id === work.value?.decisionPoint);
  if (of.onPage === 'no') return <p class="fault">{say.value('try.notPage')}</p>;
  if (of.containers === 0) return <p class="fault">{say.value('try.container')}</p>;
  const fault = `fault.${of.fault}` as Key;
  return (
    <ul class="tried">
      <li>{say.value('try.page')}</li>
      <li>{say.value('try.read', { number: of.number ?? '—', name: of.name ?? '—', case: of.case ?? '—' })}</li>
      {of.fault && <li class="fault">{say.value('try.fault', { why: say.value(fault) })}</li>}
      {Object.values(of.controls).map((n, at) => {
        const label = labelOf(work.value?.controls[at]?.locators ?? []) || String(at + 1);
        return (
          <li key={label} class={n === 1 ? '' : 'fault'}>
            {say.value('try.control', { label, n })}
          </li>
        );
      })}
      {row && <li>{say.value('try.due', { due: say.value(`due.${row.due}`) })}</li>}
    </ul>
  );
}
