import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** The meanings of UI.md: colour, icon and words together, so that none stands alone. */
export type Meaning = Exclude<IconName, 'close'>;

export const StateLine = ({
  meaning,
  children,
  aside,
}: {
  meaning: Meaning;
  children: ComponentChildren;
  aside?: ComponentChildren;
}): JSX.Element => (
  <div class={`state ${meaning}`}>
    <Icon name={meaning} />
    <h2>{children}</h2>
    {aside && <small>{aside}</small>}
  </div>
);
