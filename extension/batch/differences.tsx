import type { BatchItem } from '@duecheck/core/contract';
import type { JSX } from 'preact';
import type { Desk } from './desk.ts';
import { ItemTable } from './item-table.tsx';
import { sayNumber } from './standing.ts';

/** Against the run before: what each result is now. What it was is not told any more. */
export function Differences({ desk, items }: { desk: Desk; items: readonly BatchItem[] }): JSX.Element {
  const { say } = desk;
  if (items.length === 0) return <p class="muted">{say('differences.none')}</p>;
  const title = say('differences.title', { n: sayNumber(items.length) });
  return (
    <section>
      <h3>{title}</h3>
      <p class="muted">{say('differences.note')}</p>
      <ItemTable desk={desk} items={items} label={title} />
    </section>
  );
}
