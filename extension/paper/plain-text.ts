/** A paper as text, for a message or a document of the office's own. */
import type { PaperBlock, PaperRun } from '@duecheck/core/contract';

/**
 * What sets direction is left out of values: on the page each value is isolated, but plain text has nothing that would keep such a
 * character from ordering the office's own words after it.
 */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const plainText = (blocks: readonly PaperBlock[]): string =>
  `${blocks.map((block) => linesOf(block).join('\n')).join('\n\n')}\n`;

function linesOf(block: PaperBlock): string[] {
  switch (block.kind) {
    case 'list':
      return block.items.map((item) => `- ${say(item)}`);
    case 'facts':
      return block.rows.map(({ label, value }) => `${say(label)}：${say(value)}`);
    case 'closing':
      return block.lines.map(say);
    case 'signatures':
      return block.lines.map((line) => `${say(line)}：____________`);
    case 'rule':
      return ['————————'];
    default:
      return [say(block.text)];
  }
}

const say = (runs: readonly PaperRun[]): string =>
  runs.map(({ from, text }) => (from === 'value' ? text.replace(DIRECTION, '') : text)).join('');
