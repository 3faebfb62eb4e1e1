/** Keeps browser and lists in step: where the script runs and which requests are blocked follow the verified bindings. */
import browser from 'webextension-polyfill';
import { block } from './block-rules.ts';
import { injectInto } from './inject.ts';
import { refreshList } from './lists.ts';
import { coverage } from './origins.ts';
import { tellPages } from './tell-pages.ts';

export const LISTS_ALARM = 'lists';

/** Rules first: where a host was revoked its block goes in the same update in which the others stand again. */
export async function cover(): Promise<void> {
  const { covered } = await coverage();
  await block(covered);
  await injectInto(covered);
}

/** Fetches both lists. Safe at any time; without an answer everything stays as it is. */
export async function refreshLists(): Promise<void> {
  const changed = await Promise.all([refreshList('bindings'), refreshList('catalogue')]);
  if (!changed.includes(true)) return;
  await cover();
  await tellPages();
}

export async function watchLists(): Promise<void> {
  if (!(await browser.alarms.get(LISTS_ALARM))) await browser.alarms.create(LISTS_ALARM, { periodInMinutes: 15 });
}
