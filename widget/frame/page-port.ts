import type { FrameMessage } from '../element/channel.ts';

/**
 * Says hello to the page that holds this frame, and to no other, and resolves with what speaks to it.
 *
 * @param origin of the page for which the session was opened
 * @param nonce from this frame's own address: of this very element
 */
export function reachPage(origin: string, nonce: string): Promise<(message: FrameMessage) => void> {
  return new Promise((resolve) => {
    const heard = new AbortController();
    addEventListener(
      'message',
      (event) => {
        const [port] = event.ports;
        if (event.source !== parent || event.origin !== origin || port === undefined) return;
        if (event.data?.type !== 'cc:port' || event.data.nonce !== nonce) return;
        heard.abort();
        resolve((message) => port.postMessage(message));
      },
      { signal: heard.signal },
    );
    parent.postMessage({ type: 'cc:hello', nonce }, origin);
  });
}
