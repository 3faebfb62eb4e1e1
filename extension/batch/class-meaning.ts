import type { ItemClass } from '@duecheck/core/contract';
import type { Meaning } from '@duecheck/ui/state-line';

/** Red is for what was written wrongly, never for people (UI.md). */
export const CLASS_MEANING: Readonly<Record<ItemClass, Meaning>> = {
  waiting: 'unchecked',
  clear: 'clear',
  findings: 'findings',
  mismatch: 'refused',
  unchecked: 'unchecked',
  refused: 'unchecked',
  invalid: 'refused',
  'look-again': 'due',
};
