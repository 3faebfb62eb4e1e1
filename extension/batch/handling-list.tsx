import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { HANDLED, type HandledClass, inListOrder, isOpen } from './handling.ts';
import { ItemTable } from './item-table.tsx';
import { onNext } from './on-next.ts';
import type { BatchProps } from './props.ts';
import { sayNumber } from './standing.ts';

/** Whom somebody has to look at, in the list's order. J and K go from one to the next, Enter opens. */
export function HandlingList({ desk, run, batch, total }: BatchProps & { readonly total: number }): JSX.Element {
  const { say } = desk;
  const only = useSignal<HandledClass | null>(null);
  const box = useRef<HTMLElement>(null);
  const pages = run.pages.value;
  const shown =
    pages === null
      ? null
      : only.value === null
        ? inListOrder(pages)
        : inListOrder(new Map([...pages].filter(([name]) => name === only.value)));
  const items = shown?.items ?? [];
  const go = (step: 1 | -1) => {
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const open = new Set(items.filter(isOpen).map(({ n }) => String(n)));
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const from = at < 0 ? (step === 1 ? -1 : buttons.length) : at;
    const onward = step === 1 ? buttons.slice(from + 1) : buttons.slice(0, Math.max(from, 0)).reverse();
    onward.find((button) => open.has(button.dataset.item ?? ''))?.focus();
  };
  // With the list itself: a key pressed as it appears already goes through what is shown.
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'j') go(1);
      if (key === 'k') go(-1);
    };
    addEventListener('keydown', keys);
    const stop = onNext(() => go(1));
    return () => {
      removeEventListener('keydown', keys);
      stop();
    };
  });
  if (total === 0) {
    const over = batch.state === 'done' || batch.state === 'deciding' || batch.state === 'cancelled';
    return <p class="muted">{say(over ? 'handling.none' : 'handling.none.yet')}</p>;
  }
  const present = HANDLED.filter((name) => (batch.counts[name] ?? 0) > 0);
  return (
    <section ref={box}>
      <div class="head">
        <h3>{say('handling.title', { n: sayNumber(total) })}</h3>
        <button type="button" class="quiet" onClick={() => go(1)}>
          {say('handling.next')}
        </button>
      </div>
      <p class="muted">
        {say('handling.order')} · {say('handling.keys')}
      </p>
      {present.length > 1 && (
        <fieldset class="buttons">
          <legend class="sr">{say('handling.filter')}</legend>
          {([null, ...present] as const).map((name) => (
            <button
              key={name ?? 'every'}
              type="button"
              class="chip"
              aria-pressed={only.value === name}
              onClick={() => (only.value = name)}
            >
              {name === null ? say('handling.every') : say(`class.${name}`)}
            </button>
          ))}
        </fieldset>
      )}
      {items.length === 0 ? (
        <p class="muted">{say('loading')}</p>
      ) : (
        <ItemTable desk={desk} items={items} label={say('handling.title', { n: total })} />
      )}
      {shown?.more === 'yes' && (
        <button type="button" class="quiet" onClick={() => void run.more()}>
          {say('handling.more')}
        </button>
      )}
    </section>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select');
