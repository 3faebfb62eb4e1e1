/**
 * Looks now and then while the page can be seen, and at once when somebody comes back to it: an answer that another person
 * gives must not wait for a press.
 *
 * @returns ends it.
 */
export function lookAgain(look: () => Promise<unknown>, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: 'waiting' | 'looking' | 'ended' = 'waiting';
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void now(), everyMs);
  };
  const now = async () => {
    if (state !== 'waiting') return;
    if (document.visibilityState === 'visible') {
      state = 'looking';
      await look();
      if ((state as string) === 'ended') return;
      state = 'waiting';
    }
    wait();
  };
  const back = () => void now();
  addEventListener('focus', back);
  document.addEventListener('visibilitychange', back);
  wait();
  return () => {
    state = 'ended';
    clearTimeout(timer);
    removeEventListener('focus', back);
    document.removeEventListener('visibilitychange', back);
  };
}
