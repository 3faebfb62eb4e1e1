/** `<credit-check>` for React 19: the element as it is, with its events as properties. */
import { createElement, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { type CreditCheckElement, type CreditCheckEvents, defineCreditCheck } from '../element/credit-check.ts';
import type { CreditCheckError } from '../element/errors.ts';

export interface CreditCheckProps {
  /** Origin of the widget, such as `https://widget.duecheck.example`. */
  readonly widget: string;
  /** From your server: `partner.openSession(…)`. */
  readonly session: string;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly language?: 'auto' | 'zh-CN' | 'en';
  readonly size?: 'normal' | 'flexible' | 'compact';
  readonly onReady?: () => void;
  /** Redeem it on your server; a form around the element sends it, too. */
  readonly onComplete?: (receipt: string) => void;
  readonly onClosed?: () => void;
  readonly onError?: (error: CreditCheckError) => void;
  /** Shown where no script runs. */
  readonly children?: ReactNode;
}

/**
 * @example
 * <form action={apply}>
 *   <CreditCheck widget="https://widget.duecheck.example" session={session} onClosed={goOn} />
 * </form>
 */
export function CreditCheck({ widget, children, ...props }: CreditCheckProps): ReactElement {
  const element = useRef<CreditCheckElement>(null);
  // The newest of them, without listening anew at each draw.
  const handlers = useRef(props);
  handlers.current = props;
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const leaving = new AbortController();
    const on = <T extends keyof CreditCheckEvents>(type: T, hear: (event: CreditCheckEvents[T]) => void) =>
      current.addEventListener(type, hear as EventListener, { signal: leaving.signal });
    on('cc:ready', () => handlers.current.onReady?.());
    on('cc:complete', ({ detail }) => handlers.current.onComplete?.(detail.receipt));
    on('cc:closed', () => handlers.current.onClosed?.());
    on('cc:error', ({ detail }) => handlers.current.onError?.(detail));
    // After the listeners, so that nothing is missed.
    defineCreditCheck({ widget });
    return () => leaving.abort();
  }, [widget]);
  const { session, theme, language, size } = props;
  return createElement('credit-check', { ref: element, session, theme, language, size }, children);
}
