import { createCheckClient } from '@duecheck/core/check';
import { sessionStore } from './session-store.ts';
import { transport } from './transport.ts';

export const clock = {
  now: () => Date.now(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};
export const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

export const client = createCheckClient({
  clock,
  random,
  transport,
  store: sessionStore,
  online: () => navigator.onLine,
});
