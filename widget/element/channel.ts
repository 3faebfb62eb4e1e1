/**
 * The channel between page and frame: a port of its own, handed over once both have named the right origin, the right window and the
 * nonce of this very frame. What goes through it is in `FrameMessage`, and nothing else is listened to.
 */
import { type CreditCheckError, isWidgetError, widgetError } from './errors.ts';

export type FrameMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'complete'; readonly receipt: string }
  | { readonly type: 'closed' }
  | { readonly type: 'error'; readonly error: CreditCheckError };

export interface Ends {
  readonly frame: HTMLIFrameElement;
  /** Of the frame. */
  readonly origin: string;
  readonly nonce: string;
  readonly signal: AbortSignal;
}

/** A frame that is loaded again says hello again, and gets another port; the one before is closed. */
export function listenToFrame({ frame, origin, nonce, signal }: Ends, hear: (message: FrameMessage) => void): void {
  let port: MessagePort | undefined;
  signal.addEventListener('abort', () => port?.close());
  addEventListener(
    'message',
    ({ source, origin: from, data }) => {
      const target = frame.contentWindow;
      if (target === null || source !== target || from !== origin) return;
      if (data?.type !== 'cc:hello' || data.nonce !== nonce) return;
      port?.close();
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = (event) => {
        const message = messageIn(event.data);
        if (message !== null) hear(message);
      };
      target.postMessage({ type: 'cc:port', nonce }, origin, [channel.port2]);
    },
    { signal },
  );
}

/** A compact JWS (RFC 7515), at most two kilobytes. */
const RECEIPT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** @returns null for whatever is none of ours */
export function messageIn(data: unknown): FrameMessage | null {
  const { type, receipt, error } = (data ?? {}) as {
    type?: unknown;
    receipt?: unknown;
    error?: Record<string, unknown>;
  };
  if (type === 'ready' || type === 'closed') return { type };
  if (type === 'complete')
    return typeof receipt === 'string' && receipt.length <= 2048 && RECEIPT.test(receipt) ? { type, receipt } : null;
  if (type !== 'error' || typeof error !== 'object' || error === null || !isWidgetError(error.code)) return null;
  return { type, error: widgetError(error.code, textIn(error.detail), textIn(error.requestId)) };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');
