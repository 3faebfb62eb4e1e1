/** What the clerk reads when a decision was pressed too early: why it was held, and the next act. Esc goes back. */
import { element } from '../content/element.ts';
import { isGenuine, watch } from '../content/genuine.ts';
import type { Surface } from '../content/surface.ts';

export interface Prompt {
  readonly text: string;
  /** The next act, or null where there is nothing to do but to go back. */
  readonly act: { readonly label: string; readonly run: () => void } | null;
  readonly back: string;
  /** Where keys go afterwards. */
  readonly from: HTMLElement;
}

export interface PromptBox {
  /** @returns closes this one, and no other that was shown since. */
  show(prompt: Prompt): () => void;
  close(): void;
  /** Esc goes back. For keys that are pressed inside our element, which are kept from everybody else. */
  key(event: KeyboardEvent): void;
}

export function createPrompt(surface: Surface): PromptBox {
  let close = () => {};
  let back: (() => void) | null = null;
  /** Where keys went before the first of ours. */
  let before: Element | null = null;
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || back === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    back();
  };

  return {
    close: () => close(),
    key,
    show({ text, act, back: backLabel, from }) {
      const { root, host } = surface;
      if (document.activeElement !== host) before = document.activeElement;
      close();
      const shownAt = performance.now();
      const done = (then?: () => void) => {
        close();
        if (then) then();
        else goBack();
      };
      const goBack = () => {
        const field = before instanceof HTMLElement && before.isConnected ? before : null;
        // The clerk was in this container: typing goes on where it was.
        if (field && from.contains(field)) return field.focus();
        if (from.isConnected) from.focus();
        // Many containers take no keys.
        if (document.activeElement === document.body || document.activeElement === host) field?.focus();
      };
      const button = (label: string, primary: boolean, then?: () => void) => {
        const made = element('button', { type: 'button', class: primary ? 'act' : 'quiet' }, label);
        watch(made);
        made.addEventListener('click', (event) => isGenuine(event, made, host, root, shownAt) && done(then));
        return made;
      };
      const first = act ? button(`${act.label} ⏎`, true, act.run) : button(backLabel, true);
      const words = element('p', { id: 'why' }, text);
      const buttons = element('div', { class: 'buttons' }, first, ...(act ? [button(backLabel, false)] : []));
      const box = element(
        'div',
        { class: 'gate', role: 'alertdialog', 'aria-modal': 'true', 'aria-labelledby': 'why' },
        words,
        buttons,
      );
      const end = new AbortController();
      // At the window, before the host: its own dialog must not close on our Esc, nor its form be sent by our Enter.
      addEventListener('keydown', key, { capture: true, signal: end.signal });
      // Dialogs that open slowly take the focus when they are there, and what holds it may be taken out of the page.
      let away = false;
      addEventListener('pointerdown', ({ target }) => (away ||= target !== host), {
        capture: true,
        signal: end.signal,
      });
      box.addEventListener('focusout', () =>
        setTimeout(() => !away && box.isConnected && !root.activeElement && document.hasFocus() && first.focus()),
      );
      back = () => done();
      close = () => {
        end.abort();
        back = null;
        box.remove();
        close = () => {};
        surface.settle();
      };
      surface.raise();
      root.append(box);
      const { x, width, y, height } = from.getBoundingClientRect();
      const { offsetWidth, offsetHeight } = box;
      const left = Math.min(Math.max(8, x + width / 2 - offsetWidth / 2), innerWidth - offsetWidth - 8);
      const above = y - offsetHeight - 8;
      box.style.cssText = `left:${left}px;top:${above >= 8 ? above : Math.min(y + height + 8, innerHeight - offsetHeight - 8)}px`;
      first.focus();
      const mine = close;
      return () => {
        if (close !== mine) return;
        const hadFocus = root.activeElement !== null;
        close();
        if (hadFocus) goBack();
      };
    },
  };
}
