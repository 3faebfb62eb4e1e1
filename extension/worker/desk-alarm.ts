/**
 * While no panel is open nobody follows a stream: an alarm looks now and then for what waits for this clerk. It reads no record and
 * names no person, and it does not keep a session alive that its clerk has left.
 */
import browser from 'webextension-polyfill';
import { readAccount } from './account.ts';
import { outbox } from './outbox.ts';
import { showWaiting } from './toolbar.ts';
import { transport } from './transport.ts';

export const DESK_ALARM = 'desk';

/** A token that must be renewed first is left alone: the clerk's next press renews it. */
const MARGIN_MS = 60_000;

export async function watchDesk(): Promise<void> {
  if (!(await browser.alarms.get(DESK_ALARM))) await browser.alarms.create(DESK_ALARM, { periodInMinutes: 5 });
}

export async function lookAtDesk(): Promise<void> {
  const account = await readAccount();
  if (account === null || !account.roles.some((role) => role === 'clerk' || role === 'reviewer'))
    return showWaiting({ desk: 0 });
  if (account.expiresAt - Date.now() < MARGIN_MS) return;
  const [owed, releases, decisions, entries] = await Promise.all([
    transport.call({ route: 'owed' }),
    transport.call({ route: 'releases' }),
    transport.call({ route: 'decisions' }),
    outbox.list(),
  ]);
  // Without an answer what was told last stands: nothing of it is done by an outage.
  if (!owed.ok || !releases.ok || !decisions.ok) return;
  const here = new Set<string>(entries.map(({ deferral }) => deferral));
  const counts = [
    owed.answer.owed.filter(({ deferral }) => !deferral || !here.has(deferral)),
    releases.answer.releases.filter(({ mine, state }) => !mine && state === 'asked'),
    // Whom to tell, and what may take effect now; where the period still runs nothing is to be done.
    decisions.answer.decisions.filter(({ state }) => state === 'proposed' || state === 'heard' || state === 'lapsed'),
  ];
  await showWaiting({ desk: counts.reduce((sum, { length }) => sum + length, 0) });
}
