/** A cell by its column's words, in the row that the binding's container is, or lies in. */
import { fieldIn } from './value.ts';
import { sameWords } from './words.ts';

const cells = (row: Element): Element[] => [...row.querySelectorAll(':scope > th, :scope > td')];

/** Where a cell begins, with the ones before it counted by their span. */
const columnAt = (row: Element, cell: Element): number =>
  cells(row)
    .slice(0, cells(row).indexOf(cell))
    .reduce((n, { colSpan }: Element & { colSpan?: number }) => n + (colSpan ?? 1), 0);

/** A row may have a head of its own, which names no column. */
const isOfColumn = (th: Element): boolean =>
  th.closest('thead') !== null || [...(th.parentElement?.children ?? [])].every(({ localName }) => localName === 'th');

export function byColumn(container: Element, words: string): Element[] {
  const row = container.closest('tr');
  if (!row) return [];
  // Tables with a fixed head are two tables: the nearest ancestor with heads is the table. Where that lacks
  // the words nothing is read: the head of some other table would point at another cell.
  for (let at: Element | null = row.parentElement; at; at = at.parentElement) {
    const heads = [...at.querySelectorAll('th')].filter(isOfColumn);
    if (heads.length === 0) continue;
    const header = heads.filter((th) => sameWords(th.textContent ?? '', words));
    return header.flatMap((th) => {
      const column = columnAt(th.closest('tr') as Element, th);
      const cell = cells(row).find((candidate) => columnAt(row, candidate) === column);
      return cell ? [fieldIn(cell)] : [];
    });
  }
  return [];
}
