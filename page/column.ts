/** A cell by its column's words, in the row that the binding's container is, or lies in. */
import { fieldIn } from './value.ts';
import { sameWords } from './words.ts';

const cells = (row: Element): Element[] => [...row.querySelectorAll(':scope > th, :scope > td')];

/** Where a cell begins, with the ones before it counted by their span. */
const columnAt = (row: Element, cell: Element): number =>
  cells(row)
    .slice(0, cells(row).indexOf(cell))
    .reduce((n, { colSpan }: Element & { colSpan?: number }) => n + (colSpan ?? 1), 0);

export function byColumn(container: Element, words: string): Element[] {
  const row = container.closest('tr');
  if (!row) return [];
  // Tables with a fixed head are two tables: the nearest ancestor that holds the words as a header is the table.
  for (let at: Element | null = row.parentElement; at; at = at.parentElement) {
    const header = [...at.querySelectorAll('th')].filter((th) => sameWords(th.textContent ?? '', words));
    if (header.length === 0) continue;
    return header.flatMap((th) => {
      const column = columnAt(th.closest('tr') as Element, th);
      const cell = cells(row).find((candidate) => columnAt(row, candidate) === column);
      return cell ? [fieldIn(cell)] : [];
    });
  }
  return [];
}
