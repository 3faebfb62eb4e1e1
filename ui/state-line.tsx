import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** The meanings of UI.md: colour, icon and words together, so that none stands alone. */
export type Meaning = Exclude<IconName, 'close'>;

export const StateLine = ({ meaning, children }: { meaning: Meaning; children: ComponentChildren }): JSX.Element => (
  <div class={`state ${meaning}`}>
    <Icon name={meaning} />
    <h2>{children}</h2>
  </div>
);
