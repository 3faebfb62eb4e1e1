import { AUDIT_FIGURES } from '@duecheck/core/text';
import type { JSX } from 'preact';
import { wordsOf } from '../house/language.ts';
import { type Counts, PARTS } from './parts.ts';

/** The same numbers stand beside it. */
export function Bar({ counts }: { counts: Counts }): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  const told = PARTS.filter((part) => counts[part] > 0);
  const label = told.map((part) => `${say(part)} ${counts[part]}`).join(', ') || say('coverage.none');
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      {told.map((part) => {
        const before = told.slice(0, told.indexOf(part)).reduce((sum, one) => sum + counts[one], 0);
        const x = (before / counts.reported) * 100;
        return (
          <rect key={part} class={part} x={x} y="0" width={(counts[part] / counts.reported) * 100} height="10">
            <title>{`${say(part)} ${counts[part]}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

export function Legend(): JSX.Element {
  const say = wordsOf(AUDIT_FIGURES);
  return (
    <ul class="legend" aria-hidden="true">
      {PARTS.map((part) => (
        <li key={part}>
          <svg class="bar" viewBox="0 0 10 10" aria-hidden="true">
            <rect class={part} width="10" height="10" />
          </svg>
          {say(part)}
        </li>
      ))}
    </ul>
  );
}
