/** Another clerk sits down at this device: decisions in hand, typed reasons and what was delivered are not theirs. */
import { withdraw } from './release-rules.ts';
import { sessionEntries, sessionStore } from './session-store.ts';

const OF_ONE_CLERK = [
  'armed:',
  'released:',
  'draft:',
  'deferring:',
  'delivered:',
  'authorised:',
  'asked:',
  'selected:',
];

/** The outbox stays: its entries name their clerk, and only that clerk's session delivers them. */
export async function forgetWork(): Promise<void> {
  await withdraw('every');
  for (const prefix of OF_ONE_CLERK) for (const [key] of await sessionEntries(prefix)) await sessionStore.delete(key);
}
