/**
 * Puts clauses on pages. Browsers number no pages before Chromium 131 and none in Firefox, and print their own address above what
 * they break themselves; so the pages on screen are the pages on paper.
 */
import { type Clause, divide, lengthOf } from './clauses.ts';

/** Whether these clauses, in this order, have room on one page. */
export type Fits = (clauses: readonly Clause[]) => boolean;

/** @returns pages, each with at least one clause; one that is too tall and cannot be divided has a page of its own */
export function paginate(clauses: readonly Clause[], fits: Fits): Clause[][] {
  const pages: Clause[][] = [];
  let page: Clause[] = [];
  const waiting = [...clauses];
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
  };
  while (waiting.length > 0) {
    const group = waiting.splice(0, groupLength(waiting));
    if (fits([...page, ...group])) {
      page.push(...group);
      continue;
    }
    if (page.length > 0 && fits(group)) {
      turn();
      page.push(...group);
      continue;
    }
    // More than a page: what opens it goes first, then as much of it as this page has room for.
    const tall = group.findIndex((clause) => !fits([clause]));
    const lead = group.slice(0, Math.max(tall, 0));
    const halves = tall < 0 ? null : divideAtRoom(group[tall] as Clause, [...page, ...lead], fits);
    if (halves !== null) {
      page.push(...lead, halves[0]);
      waiting.unshift(halves[1], ...group.slice(tall + 1));
      turn();
    } else if (page.length > 0) {
      turn();
      waiting.unshift(...group);
    } else {
      const [first, ...rest] = group as [Clause, ...Clause[]];
      page.push(first);
      waiting.unshift(...rest);
    }
  }
  turn();
  return pages;
}

/** A clause and those that it must not be parted from. */
function groupLength(clauses: readonly Clause[]): number {
  const end = clauses.findIndex(({ keep }) => keep === 'no');
  return end < 0 ? clauses.length : end + 1;
}

/** @returns the longest beginning that has room, which ends where a line does since one more character would begin another */
function divideAtRoom(clause: Clause, page: readonly Clause[], fits: Fits): readonly [Clause, Clause] | null {
  const fitting = (at: number) => {
    const halves = divide(clause, at);
    return halves !== null && fits([...page, halves[0]]) ? halves : null;
  };
  let [room, over] = [0, lengthOf(clause)];
  while (over - room > 1) {
    const middle = (room + over) >> 1;
    // A place where nothing can be divided says nothing of the room: look further on.
    if (fitting(middle) !== null || divide(clause, middle) === null) room = middle;
    else over = middle;
  }
  return fitting(room);
}
