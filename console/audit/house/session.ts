/**
 * Who is signed in. The bearer is in a cookie that this script cannot read; here is only when it has to be renewed. One tab renews at a
 * time, for all of them.
 */
import { ConsoleSessionAnswer } from '@duecheck/core/contract';
import { signal } from '@preact/signals';

export type Session =
  | { readonly state: 'unknown' }
  | { readonly state: 'outage' }
  /** `over`: there was one in this page before. */
  | { readonly state: 'signed-out'; readonly over: 'yes' | 'no' }
  | { readonly state: 'signed-in'; readonly name: string };

export const session = signal<Session>({ state: 'unknown' });

export async function readSession(): Promise<void> {
  settle(await ask('/session', 'GET'));
}

/** @returns whether it may be tried again */
export async function renew(): Promise<boolean> {
  return navigator.locks.request('duecheck-renew', async () => {
    // Another tab may have done it while this one waited.
    const now = await ask('/session', 'GET');
    if (now?.state === 'signed-in' && Date.parse(now.endsAt) > Date.now() + MARGIN_MS) return true;
    if (now?.state === 'signed-out') return settle(now);
    return settle(await ask('/session/renew', 'POST'));
  });
}

export async function signOut(): Promise<void> {
  await ask('/sign-out', 'POST');
  location.assign('/audit/');
}

export const signInAddress = (): string =>
  `/sign-in?to=${encodeURIComponent(location.pathname.startsWith('/audit/') ? location.pathname + location.search : '/audit/')}`;

const MARGIN_MS = 5_000;

async function ask(path: string, method: 'GET' | 'POST'): Promise<ConsoleSessionAnswer | null> {
  try {
    const response = await fetch(path, { method, cache: 'no-store' });
    return response.ok ? ConsoleSessionAnswer.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

function settle(answer: ConsoleSessionAnswer | null): boolean {
  if (answer?.state === 'signed-in') {
    session.value = { state: 'signed-in', name: answer.name };
    return true;
  }
  if (answer?.state === 'signed-out')
    session.value = { state: 'signed-out', over: session.value.state === 'unknown' ? 'no' : 'yes' };
  else if (session.value.state === 'unknown') session.value = { state: 'outage' };
  return false;
}
