/** Decides "go on as owed" as often as a matrix needs: by the card's own message, from a tab of the extension's own. */
import { randomUUID } from 'node:crypto';
import type { OutboxEntry } from '@duecheck/core/check';
import type { Page } from 'playwright-core';
import { until } from '../clerk.ts';
import type { Office } from '../office.ts';

/** A page of ours that says nothing to the worker by itself. */
const QUIET = 'icon/16.png';

export async function openDecider(office: Office) {
  const page = await office.context.newPage();
  await page.goto(`chrome-extension://${office.id}/${QUIET}`);
  const tabId = await page.evaluate(async () => (await chrome.tabs.getCurrent())?.id);
  const outbox = () => outboxOn(page);

  return {
    page,
    outbox,
    /** An open card about one person and case, as the page of a bound system would have opened it. */
    async ticket(caseKey: string): Promise<string> {
      const ticket = {
        id: randomUUID(),
        binding: 'hiring-inspection',
        origin: office.host.origin,
        tabId,
        frameId: 0,
        control: 'hire',
        case: { key: caseKey, label: `RL-${caseKey}`, part: '1' },
        subject: { kind: 'resident-id', number: '330899189001010010', name: '张清和' },
        matter: null,
        intro: 'check',
      };
      await page.evaluate((kept) => chrome.storage.session.set({ [`ticket:${kept.id}`]: kept }), ticket);
      return ticket.id;
    },
    /** Once: who asks again is the clerk. @returns undefined where the worker died on the way. */
    defer: (ticket: string, reason = '先行办理。') => send(page, { type: 'card.defer', ticket, reason }),
    /** Says anything at all, so that a worker comes up. */
    wake: () => send(page, { type: 'popup.diagnostics' }),
    /** "Deliver now", until nothing waits: whatever else died meanwhile, a worker comes up. */
    async deliverAll() {
      await until(async () => {
        const entries = await outbox();
        if (entries.length > 0) await send(page, { type: 'popup.retry', id: null });
        return entries.filter(({ state }) => state.kind === 'waiting').length;
      }).toBe(0);
    },
    /** Deferrals that a request could carry now. */
    carried: () =>
      page.evaluate(async () =>
        Object.entries(await chrome.storage.session.get()).flatMap(([key, value]) =>
          key.startsWith('armed:') ? [(value as { value: string }).value] : [],
        ),
      ),
  };
}
export type Decider = Awaited<ReturnType<typeof openDecider>>;

const send = (page: Page, message: object): Promise<unknown> =>
  page.evaluate((what) => chrome.runtime.sendMessage(what).catch(() => undefined), message);

const outboxOn = (page: Page): Promise<OutboxEntry[]> =>
  page.evaluate(
    () =>
      new Promise<never[]>((resolve, reject) => {
        const opening = indexedDB.open('duecheck');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as never[]);
          };
        };
      }),
  );
