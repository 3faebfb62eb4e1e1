import { ITEM_CLASSES } from '@duecheck/core/contract';
import { Icon } from '@duecheck/ui/icon';
import type { JSX } from 'preact';
import { CLASS_MEANING } from './class-meaning.ts';
import type { BatchProps } from './props.ts';
import { sayNumber } from './standing.ts';

/** How many of each class, each with icon and words. Classes that nobody is in say nothing. */
export function Counts({ desk: { say }, batch: { counts } }: Pick<BatchProps, 'desk' | 'batch'>): JSX.Element {
  return (
    <ul class="counts" aria-label={say('counts.label')}>
      {ITEM_CLASSES.filter((name) => name === 'clear' || (counts[name] ?? 0) > 0).map((name) => (
        <li key={name} class={`state ${CLASS_MEANING[name]}`}>
          <Icon name={CLASS_MEANING[name]} />
          <span>
            {say(`class.${name}`)} <b>{sayNumber(counts[name] ?? 0)}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}
