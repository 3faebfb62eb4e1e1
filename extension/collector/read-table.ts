/** The rows of a bound table, each read as its own container. */
import type { Binding } from '@duecheck/core/binding';
import { isVisible, locateEvery, queryAll, readNumber, readPage } from '@duecheck/page';
import type { CollectedRow, FromCollector } from '../messages/collector.ts';

type Read = Extract<FromCollector, { told: 'read' }>;

export function readTable(binding: Binding): Read {
  const rows = rowsOf(binding);
  const found: CollectedRow[] = [];
  let [masked, unread] = [0, 0];
  for (const row of rows) {
    const read = readPage(asRow(binding), row, readNumber);
    if (read.ok) {
      const { case: at, subject } = read.read;
      found.push({ key: at.key, label: at.label, number: subject.number, name: subject.name });
    } else if (read.fault.why === 'masked') masked++;
    else unread++;
  }
  return { told: 'read', rows: found, masked, unread, next: nextOf(binding) ? 'there' : 'none' };
}

/** The binding of one row: the step's own, with where things are in the table. */
function asRow(binding: Binding): Binding {
  const { number, name, case: key, label } = binding.table as NonNullable<Binding['table']>;
  return {
    ...binding,
    subject: { ...binding.subject, number, name, visible: 'any' },
    case: label ? { key, label } : { key },
  };
}

const rowsOf = ({ table }: Binding): Element[] => (table ? queryAll(document, table.rows).filter(isVisible) : []);

/** What leads on; switched off it is at the end. */
function nextOf({ table }: Binding): HTMLElement | null {
  if (!table?.next) return null;
  const [next] = locateEvery(document.documentElement, table.next);
  const off = next?.closest(':disabled, [aria-disabled=true], .disabled, .is-disabled, [class*=-disabled]');
  return next && !off ? (next as HTMLElement) : null;
}

const LOOK_MS = 100;
/** A list over a slow line; then the clerk is told that the page did not turn. */
const PATIENCE_MS = 15_000;

export async function turnPage(
  binding: Binding,
  end: AbortSignal,
): Promise<Extract<FromCollector, { told: 'turned' }>> {
  const next = nextOf(binding);
  if (next === null) return { told: 'turned', moved: 'end' };
  const before = markOf(binding);
  next.click();
  for (let waited = 0; waited < PATIENCE_MS && !end.aborted; waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const now = markOf(binding);
    // Between two pages there is often a moment without rows.
    if (now !== before && now !== '') return { told: 'turned', moved: 'yes' };
  }
  return { told: 'turned', moved: 'stuck' };
}

const markOf = (binding: Binding): string =>
  rowsOf(binding)
    .map((row) => row.textContent)
    .join('\n');
