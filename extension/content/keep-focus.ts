/**
 * Hosts' dialogs pull the focus back when it leaves them (Element Plus and Ant Design trap it), and the clerk could not
 * type a reason into our card. For a focus that goes to our own element, or comes from it, the host is not told.
 */
/** @param onKey our own use of a key pressed there: no listener inside hears of it any more. */
export function keepFocus(host: HTMLElement, onKey: (event: KeyboardEvent) => void): void {
  const hide = (event: FocusEvent) => {
    if (event.target === host || event.relatedTarget === host) event.stopImmediatePropagation();
  };
  addEventListener('focusin', hide, { capture: true });
  addEventListener('focusout', hide, { capture: true });
  // Keys and presses inside our element are ours: no host's hot key, no "clicked outside".
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    addEventListener(
      type,
      (event) => {
        if (event.target !== host) return;
        event.stopImmediatePropagation();
        if (type === 'keydown') onKey(event);
      },
      { capture: true },
    );
  for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'touchstart', 'wheel'] as const)
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
}
