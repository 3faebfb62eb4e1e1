/** Another clerk sits down at this device: decisions in hand, typed reasons and what was delivered are not theirs. */
import { withdraw } from './release-rules.ts';
import { sessionEntries, sessionStore } from './session-store.ts';

const IN_HAND = ['armed:', 'released:', 'authorised:'];
const OF_ONE_CLERK = [
  ...IN_HAND,
  'ticket:',
  'unfilled:',
  'draft:',
  'deferring:',
  'delivered:',
  'asked:',
  'selected:',
  'seen:',
];

/** The outbox stays: its entries name their clerk, and only that clerk's session delivers them. */
export async function forgetWork(): Promise<void> {
  await withdraw('every');
  await forget(OF_ONE_CLERK);
}

/**
 * Whoever stands before the screen after a sign-out presses nothing on its strength. The decision itself is at the gateway,
 * which gives its clerk the receipt anew; what was typed stays for that clerk.
 */
export async function putDown(): Promise<void> {
  await withdraw('every');
  await forget(IN_HAND);
}

async function forget(prefixes: readonly string[]): Promise<void> {
  for (const prefix of prefixes) for (const [key] of await sessionEntries(prefix)) await sessionStore.delete(key);
}
