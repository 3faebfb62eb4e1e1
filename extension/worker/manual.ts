/** A check that begins in no page: the clerk names step, case and person. It is registered like any other. */
import { answered, type Reply } from '@duecheck/core/check';
import { inLanguage } from '@duecheck/core/text';
import browser from 'webextension-polyfill';
import type { PartRead } from '../messages/from-page.ts';
import type { ManualStep } from '../messages/popup.ts';
import { boundSteps } from './bound-steps.ts';
import { byHandAddress } from './card-address.ts';
import { readList } from './lists.ts';
import { readLanguage } from './settings.ts';
import { NO_TAB, writeUnfilled } from './tickets.ts';

/** Steps where one person at a time may be looked up. */
export async function manualSteps(): Promise<Reply<readonly ManualStep[]>> {
  const language = await readLanguage();
  const steps = await boundSteps(({ queryModes }) => queryModes.includes('single'));
  if (!steps.ok) return steps;
  return answered(
    steps.answer.map(({ binding, row }) => ({
      binding: binding.id,
      origin: binding.origin,
      title: `${inLanguage(row.title, language)} — ${inLanguage(binding.title, language)}`,
    })),
  );
}

const NOTHING = { case: null, number: null, masked: null, name: null } as const;

interface Given {
  /** A tab of ours that the card takes over. */
  readonly tabId: number;
  readonly number: NonNullable<PartRead['number']>;
}

/** Opens the card in a tab of its own. @param given what the clerk selected in a page; case and name are asked for all the same. */
export async function openManual(id: string, given?: Given): Promise<void> {
  const binding = (await readList('bindings'))?.list.bindings.find((one) => one.id === id && !one.disabled);
  if (!binding) return;
  const ticket = crypto.randomUUID();
  await writeUnfilled({
    id: ticket,
    binding: id,
    origin: binding.origin,
    tabId: given?.tabId ?? NO_TAB,
    frameId: 0,
    control: null,
    matter: null,
    parts: { ...NOTHING, number: given?.number ?? null },
    why: 'manual',
    own: true,
  });
  const url = byHandAddress(ticket);
  if (given) await browser.tabs.update(given.tabId, { url });
  else await browser.tabs.create({ url });
}
