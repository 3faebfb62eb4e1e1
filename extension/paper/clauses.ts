/** A paper as clauses that stay whole: one row, one item, one paragraph. Pages end between them. */
import type { PaperBlock, PaperRun } from '@duecheck/core/contract';

/** A block with one part of its own; `keep`: never the last on its page. */
export interface Clause {
  readonly block: PaperBlock;
  readonly keep: 'with-next' | 'no';
}

/** What opens something stays with it, and who issued a paper never stands alone on a page. */
export function clausesOf(blocks: readonly PaperBlock[]): Clause[] {
  const single = blocks.flatMap((block): PaperBlock[] => {
    if (block.kind === 'list') return block.items.map((item) => ({ kind: 'list', items: [item] }));
    if (block.kind === 'facts') return block.rows.map((row) => ({ kind: 'facts', rows: [row] }));
    return [block];
  });
  return single.map((block, at) => {
    const opens = block.kind === 'title' || block.kind === 'heading' || block.kind === 'rule';
    return { block, keep: opens || single[at + 1]?.kind === 'closing' ? 'with-next' : 'no' };
  });
}

/** Rows of one table and items of one list, as far as they stand on one page. */
export function joined(clauses: readonly Clause[]): PaperBlock[] {
  const blocks: PaperBlock[] = [];
  for (const { block } of clauses) {
    const last = blocks.at(-1);
    if (block.kind === 'list' && last?.kind === 'list') {
      blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, ...block.items] };
    } else if (block.kind === 'facts' && last?.kind === 'facts') {
      blocks[blocks.length - 1] = { kind: 'facts', rows: [...last.rows, ...block.rows] };
    } else blocks.push(block);
  }
  return blocks;
}

/** Characters of a clause that may be divided where it is longer than a page; 0 for one that may not. */
export const lengthOf = (clause: Clause): number => runsOf(clause)?.reduce((n, { text }) => n + text.length, 0) ?? 0;

/** @param at where to divide, in UTF-16 units; moved back so that no character is torn and no line begins with its end mark */
export function divide(clause: Clause, at: number): readonly [Clause, Clause] | null {
  const runs = runsOf(clause);
  if (runs === null) return null;
  const cut = wholeAt(runs.map((run) => run.text).join(''), at);
  if (cut === null) return null;
  return [withRuns(clause, part(runs, 0, cut), 'no'), withRuns(clause, part(runs, cut, lengthOf(clause)), clause.keep)];
}

/** A text of nothing but end marks is divided where it must be, at the worst inside no character. */
const FARTHEST_BACK = 20;

function wholeAt(text: string, at: number): number | null {
  if (at >= text.length) return null;
  let cut = at;
  while (cut > 0 && cut > at - FARTHEST_BACK && STAYS.test(text.slice(cut))) cut -= 1;
  if (STAYS.test(text.slice(cut)) && cut > 0) cut = LOW_SURROGATE.test(text.slice(at)) ? at - 1 : at;
  return cut > 0 ? cut : null;
}

const LOW_SURROGATE = /^[\udc00-\udfff]/;
/** Second half of a surrogate pair, a mark that belongs to the letter before, or a sign that closes what stands before it. */
const STAYS = /^(?:[\udc00-\udfff]|\p{M}|[，。、；：？！）》」』】〕’”,.;:?!)\]])/u;

function runsOf({ block }: Clause): readonly PaperRun[] | null {
  if (block.kind === 'paragraph' || block.kind === 'quote') return block.text;
  return block.kind === 'list' ? (block.items[0] ?? null) : null;
}

function withRuns({ block }: Clause, runs: PaperRun[], keep: Clause['keep']): Clause {
  return { block: block.kind === 'list' ? { kind: 'list', items: [runs] } : { ...block, text: runs }, keep } as Clause;
}

function part(runs: readonly PaperRun[], from: number, to: number): PaperRun[] {
  let start = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    start += run.text.length;
    return text === '' ? [] : [{ ...run, text }];
  });
}
