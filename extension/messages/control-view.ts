import type { Binding, Control } from '@duecheck/core/binding';
import type { ControlView } from './to-card.ts';

/** A control by the words that the clerk sees on it; by its id where it is found by CSS alone. */
export function controlView(control: Control): ControlView {
  const worded = control.locate.find((locator) => 'button' in locator);
  return { id: control.id, label: worded && 'button' in worded ? worded.button : control.id, effect: control.effect };
}

export const controlOf = (binding: Binding, id: string | null): Control | null =>
  binding.controls.find((control) => control.id === id) ?? null;
