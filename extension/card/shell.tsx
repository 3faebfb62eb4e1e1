import { Icon } from '@duecheck/ui/icon';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { pressByKey } from './genuine-press.ts';

/** What every card is: as tall as what it says, closed by Esc, saved by Ctrl+Enter. */
export function Shell({
  label,
  closeLabel,
  heading,
  about,
  size,
  close,
  keeps = () => false,
  children,
}: {
  label: string;
  closeLabel: string;
  heading: ComponentChildren;
  about: string;
  size: (height: number) => void;
  close: () => void;
  /** Whether what is typed here would be lost with the card: then Esc does not close it. */
  keeps?: () => boolean;
  children: ComponentChildren;
}): JSX.Element {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = main.current as HTMLElement;
    const sizes = new ResizeObserver(() => size(Math.ceil(box.getBoundingClientRect().height) + 2));
    sizes.observe(box);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      // Keys that go to an input method choose or give up its words.
      if (event.isComposing || event.keyCode === 229) return;
      // In a tab of its own it would take the tab, and what was typed there.
      if (event.key === 'Escape' && self !== top && !keeps()) close();
      if (event.key !== 'Enter' || !event.ctrlKey) return;
      const save = main.current?.querySelector<HTMLElement>('[data-save]') ?? null;
      if (save) pressByKey(event, save);
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);
  return (
    <main ref={main} aria-label={label} onSubmit={(event) => event.preventDefault()}>
      <header>
        <h1>{heading}</h1>
        <p class="muted">{about}</p>
        <button type="button" class="close" aria-label={closeLabel} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </main>
  );
}
