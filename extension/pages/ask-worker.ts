import browser from 'webextension-polyfill';

const PAUSE_MS = 150;
const TRIES = 8;

/**
 * Sends to the worker, and again where it died on the way: every write has its key before it is sent, so the second answer
 * means the first request.
 *
 * @returns null where the worker knows nothing to say, or no worker comes up any more.
 */
export async function sendToWorker(message: { readonly type: string }): Promise<unknown> {
  for (let tried = 1; ; tried++) {
    try {
      const reply: unknown = await browser.runtime.sendMessage(message);
      // Nobody listened: the worker was starting.
      if (reply !== undefined) return reply;
    } catch {
      // The worker ended before it answered; the next message starts another.
    }
    if (tried === TRIES) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
