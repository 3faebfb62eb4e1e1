import type { ComponentChildren, JSX } from 'preact';
import { isGenuinePress, watched } from './genuine-press.ts';

/** A button of the card. `save`: the one that Ctrl+Enter stands for. `ready` 'no' dims it; pressing then says what is missing. */
export function Press({
  primary = 'no',
  save = 'no',
  ready = 'yes',
  onPress,
  children,
}: {
  primary?: 'yes' | 'no';
  save?: 'yes' | 'no';
  ready?: 'yes' | 'no';
  onPress: () => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <button
      ref={watched(onPress)}
      type="button"
      class={primary === 'yes' ? 'act' : 'quiet'}
      data-save={save === 'yes' ? '' : undefined}
      data-ready={ready}
      onClick={(event) => isGenuinePress(event, event.currentTarget) && onPress()}
    >
      {children}
    </button>
  );
}
