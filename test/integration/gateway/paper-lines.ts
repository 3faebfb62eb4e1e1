import type { PaperBlock, PaperRun } from '@duecheck/core/contract';

const text = (runs: readonly PaperRun[]) => runs.map((run) => run.text).join('');

/** A paper as somebody reads it aloud, one line a clause. */
export const linesOf = ({ blocks }: { readonly blocks: readonly PaperBlock[] }): string[] =>
  blocks.flatMap((block) => {
    switch (block.kind) {
      case 'list':
        return block.items.map(text);
      case 'facts':
        return block.rows.map(({ label, value }) => `${text(label)}：${text(value)}`);
      case 'closing':
      case 'signatures':
        return block.lines.map(text);
      case 'rule':
        return [];
      default:
        return [text(block.text)];
    }
  });
