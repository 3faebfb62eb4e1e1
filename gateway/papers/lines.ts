/**
 * The line marks of a filled template, and the blocks that they make:
 *
 *     # title          ## heading         - item of a list      | label | what is known
 *     > quoted words   @ closing line     ___ who signs here    ---
 *
 * Anything else is a paragraph; a blank line ends it. Marks are read in the template's own text alone: a value is one piece that
 * is never looked into, so that no record and no reason can start a block, end one, or look like a heading.
 */
import type { PaperBlock, PaperRun } from '@duecheck/core/contract';
import { type Piece, PlacedValue } from './value.ts';

type Line = PaperRun[];
type Mark = Exclude<PaperBlock['kind'], 'paragraph'>;

const MARKS: readonly (readonly [RegExp, Mark])[] = [
  [/^##\s+/, 'heading'],
  [/^#\s+/, 'title'],
  [/^-\s+/, 'list'],
  [/^\|\s*/, 'facts'],
  [/^>\s+/, 'quote'],
  [/^@\s+/, 'closing'],
  [/^_{3,}\s*/, 'signatures'],
];
const RULE = /^-{3,}\s*$/;

export function toBlocks(pieces: readonly Piece[]): PaperBlock[] {
  const blocks: PaperBlock[] = [];
  /** Whether the last line went on a paragraph that the next one may go on with. */
  let open: 'paragraph' | 'none' = 'none';
  for (const line of linesOf(pieces)) {
    const { mark, rest } = markOf(line);
    if (mark === null && rest.length === 0) {
      open = 'none';
      continue;
    }
    // A mark before a place that is empty for this person.
    if (rest.length === 0 && mark !== 'rule') continue;
    const last = blocks.at(-1);
    if (mark === null && open === 'paragraph' && last?.kind === 'paragraph') {
      last.text.push({ from: 'template', text: '\n' }, ...rest);
    } else add(blocks, mark, rest);
    open = mark === null ? 'paragraph' : 'none';
  }
  return blocks;
}

/** Lines with the same mark go on with the block before them: a loop's own line ends do not tear its list apart. */
function add(blocks: PaperBlock[], mark: Mark | null, rest: Line): void {
  const last = blocks.at(-1);
  switch (mark) {
    case 'list':
      if (last?.kind === 'list') last.items.push(rest);
      else blocks.push({ kind: 'list', items: [rest] });
      return;
    case 'facts':
      if (last?.kind === 'facts') last.rows.push(split(rest));
      else blocks.push({ kind: 'facts', rows: [split(rest)] });
      return;
    case 'closing':
    case 'signatures':
      if (last?.kind === mark) last.lines.push(rest);
      else blocks.push({ kind: mark, lines: [rest] });
      return;
    case 'rule':
      blocks.push({ kind: 'rule' });
      return;
    default:
      blocks.push({ kind: mark ?? 'paragraph', text: rest });
  }
}

function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [[]];
  for (const piece of pieces) {
    if (piece instanceof PlacedValue) {
      lines.at(-1)?.push({ from: 'value', text: piece.text });
      continue;
    }
    const [first = '', ...more] = piece.split('\n');
    put(lines.at(-1) as Line, first);
    for (const text of more) {
      const line: Line = [];
      put(line, text);
      lines.push(line);
    }
  }
  return lines;
}

/** What a template writes in two pieces (before and after a tag) is one stretch. */
function put(line: Line, text: string): void {
  if (text === '') return;
  const last = line.at(-1);
  if (last?.from === 'template') line[line.length - 1] = { from: 'template', text: last.text + text };
  else line.push({ from: 'template', text });
}

function trim(line: Line): Line {
  const edge = (run: PaperRun | undefined, side: 'trimStart' | 'trimEnd'): PaperRun[] => {
    if (run === undefined) return [];
    if (run.from === 'value') return [run];
    const text = run.text[side]();
    return text === '' ? [] : [{ from: 'template', text }];
  };
  const [first, ...rest] = line;
  const started = [...edge(first, 'trimStart'), ...rest];
  return [...started.slice(0, -1), ...edge(started.at(-1), 'trimEnd')];
}

function markOf(line: Line): { mark: Mark | null; rest: Line } {
  const [first, ...more] = line;
  if (first?.from !== 'template') return { mark: null, rest: trim(line) };
  const text = first.text.trimStart();
  if (more.length === 0 && RULE.test(text)) return { mark: 'rule', rest: [] };
  const [sign, mark] = MARKS.find(([sign]) => sign.test(text)) ?? [/^/, null];
  return { mark, rest: trim([{ from: 'template', text: text.replace(sign, '') }, ...more]) };
}

/** `label | value`: at the first bar of the template's own text. */
function split(line: Line): { label: Line; value: Line } {
  for (const [at, run] of line.entries()) {
    const bar = run.from === 'template' ? run.text.indexOf('|') : -1;
    if (bar < 0) continue;
    const before: PaperRun = { from: 'template', text: run.text.slice(0, bar) };
    const after: PaperRun = { from: 'template', text: run.text.slice(bar + 1) };
    return { label: trim([...line.slice(0, at), before]), value: trim([after, ...line.slice(at + 1)]) };
  }
  return { label: line, value: [] };
}
