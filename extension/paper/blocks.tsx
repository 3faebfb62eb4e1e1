/** Blocks of a paper as elements. Text goes in as text; what the case says keeps its direction to itself. */
import type { PaperBlock, PaperRun } from '@duecheck/core/contract';
import type { JSX } from 'preact';

type Line = readonly PaperRun[];

export function Block({ block }: { block: PaperBlock }): JSX.Element {
  switch (block.kind) {
    case 'title':
      return <h1>{say(block.text)}</h1>;
    case 'heading':
      return <h2>{say(block.text)}</h2>;
    case 'paragraph':
      return <p>{say(block.text)}</p>;
    case 'quote':
      return <blockquote>{say(block.text)}</blockquote>;
    case 'list':
      return <ul>{items(block.items)}</ul>;
    case 'facts':
      return (
        <table>
          <tbody>
            {block.rows.map(({ label, value }, at) => (
              <tr key={at}>
                <th scope="row">{say(label)}</th>
                <td>{say(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'closing':
      return (
        <div class="closing">
          {block.lines.map((line, at) => (
            <p key={at}>{say(line)}</p>
          ))}
        </div>
      );
    case 'signatures':
      return <ul class="signatures">{items(block.lines)}</ul>;
    case 'rule':
      return <hr />;
  }
}

const items = (lines: readonly Line[]): JSX.Element[] => lines.map((line, at) => <li key={at}>{say(line)}</li>);

/** `bdi`: a control character in a record or a reason orders its own text and nothing beside it. */
const say = (line: Line): JSX.Element[] =>
  line.map(({ from, text }, at) => (from === 'value' ? <bdi key={at}>{text}</bdi> : <span key={at}>{text}</span>));
