import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { sayNumber } from './standing.ts';
import type { Start } from './start.ts';

/** Where the binding of the chosen step knows a table: the list from there, instead of a file. */
export function TablePart({
  desk,
  start,
  disabled,
}: {
  desk: Desk;
  start: Start;
  disabled: boolean;
}): JSX.Element | null {
  const { say } = desk;
  const { choice, table } = start;
  const binding = choice.value?.table ?? null;
  if (binding === null) return null;
  const { people, pages, masked, unread } = table.collected.value;
  const turning = table.turning.value === 'yes';
  return (
    <fieldset class="drop" disabled={disabled}>
      <legend>{say('table.title')}</legend>
      <p class="muted">{say('table.note')}</p>
      <div class="buttons">
        <button type="button" disabled={turning} onClick={() => void table.read(binding, 'one')}>
          {say('table.read')}
        </button>
        {binding.table?.next && !turning && (
          <button type="button" onClick={() => void table.read(binding, 'all')}>
            {say('table.all')}
          </button>
        )}
        {turning && (
          <button type="button" class="quiet" onClick={table.stop}>
            {say('table.stop')}
          </button>
        )}
        {people > 0 && !turning && (
          <button type="button" class="link" onClick={start.clearTable}>
            {say('table.clear')}
          </button>
        )}
      </div>
      <div role="status">
        {pages > 0 && <p>{say('table.count', { people: sayNumber(people), pages })}</p>}
        {masked > 0 && <p class="muted">{say('table.masked', { n: masked })}</p>}
        {unread > 0 && <p class="muted">{say('table.unread', { n: unread })}</p>}
        {table.fault.value && <p class="fault">{say(`table.${table.fault.value}`)}</p>}
      </div>
    </fieldset>
  );
}
