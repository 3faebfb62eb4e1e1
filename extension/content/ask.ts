/** Asking the worker. The browser starts it if it sleeps; after an update of the extension nobody answers any more. */
import type { FromPage } from '../messages/from-page.ts';
import { extension } from './extension.ts';

/** The extension was updated or removed under this script: it stays shut and says so. */
export const INVALIDATED = Symbol('invalidated');

export const isOrphan = (): boolean => !extension()?.runtime?.id;

/** @returns null for an answer that is not one, as when the worker died on the way. */
export async function ask<T>(
  message: FromPage,
  understand: (raw: unknown) => T | null,
): Promise<T | null | typeof INVALIDATED> {
  if (isOrphan()) return INVALIDATED;
  for (let attempt = 0; ; attempt++) {
    try {
      return understand(await extension().runtime.sendMessage(message));
    } catch {
      if (isOrphan()) return INVALIDATED;
      // A worker that ends between two events loses the message; the next one starts another.
      if (attempt === 2) return null;
    }
  }
}
