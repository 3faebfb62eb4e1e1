/** A check that begins in no page: the clerk names step, case and person. It is registered like any other. */
import { answered, type Reply } from '@duecheck/core/check';
import { inLanguage } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import type { ManualStep } from '../messages/popup.ts';
import { boundSteps } from './bound-steps.ts';
import { cardAddress } from './card-address.ts';
import { readList } from './lists.ts';
import { readLanguage } from './settings.ts';
import { writeUnfilled } from './tickets.ts';

/** Steps where one person at a time may be looked up. */
export async function manualSteps(): Promise<Reply<readonly ManualStep[]>> {
  const language = await readLanguage();
  const steps = await boundSteps(({ queryModes }) => queryModes.includes('single'));
  if (!steps.ok) return steps;
  return answered(
    steps.answer.map(({ binding, row }) => ({
      binding: binding.id,
      title: `${inLanguage(row.title, language)} — ${inLanguage(binding.title, language)}`,
    })),
  );
}

const NOTHING = { case: null, number: null, masked: null, name: null } as const;

/** Opens the card in a tab of its own. */
export async function openManual(id: string): Promise<void> {
  const binding = (await readList('bindings'))?.list.bindings.find((one) => one.id === id && !one.disabled);
  if (!binding) return;
  const ticket = crypto.randomUUID();
  // The tab first: its card finds the ticket when it asks.
  const tabId = (await browser.tabs.create({})).id as number;
  await writeUnfilled({
    id: ticket,
    binding: id,
    origin: binding.origin,
    tabId,
    frameId: 0,
    control: null,
    matter: null,
    parts: NOTHING,
    why: 'manual',
    own: true,
  });
  await browser.tabs.update(tabId, { url: cardAddress(ticket) });
}
