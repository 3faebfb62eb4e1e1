import browser from 'webextension-polyfill';
import type { CardReplies, FromCard } from '../messages/index.ts';

const PAUSE_MS = 150;
const TRIES = 8;

/**
 * Asks the worker, and asks again where it died on the way: every write has its key before it is sent, so the second
 * answer means the first request.
 *
 * @returns null where the ticket has ended, or no worker comes up any more.
 */
export async function askWorker<T extends FromCard['type']>(
  message: Extract<FromCard, { type: T }>,
): Promise<CardReplies[T] | null> {
  for (let tried = 1; ; tried++) {
    try {
      const reply = (await browser.runtime.sendMessage(message)) as CardReplies[T] | null | undefined;
      // Nobody listened: the worker was starting.
      if (reply !== undefined) return reply;
    } catch {
      // The worker ended before it answered; the next message starts another.
    }
    if (tried === TRIES) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
