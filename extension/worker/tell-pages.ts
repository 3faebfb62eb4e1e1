import browser from 'webextension-polyfill';
import type { ToBatch, ToCard, ToPage, ToPanel } from '../messages/index.ts';
import { coverage, hostPattern } from './origins.ts';
import type { Ticket } from './tickets.ts';

/** What is due may have changed: bound pages ask again. */
export async function tellPages(): Promise<void> {
  const { covered } = await coverage();
  const patterns = [...new Set(covered.map(({ origin }) => hostPattern(origin)))];
  if (patterns.length === 0) return;
  for (const { id } of await browser.tabs.query({ url: patterns }).catch(() => []))
    if (id !== undefined) await toTab(id, { type: 'page.refresh' });
}

/** A tab or frame that has gone meanwhile is nobody's fault. */
export const toTab = (tabId: number, message: ToPage, frameId?: number): Promise<void> =>
  browser.tabs
    .sendMessage(tabId, message, frameId === undefined ? {} : { frameId })
    .then(() => undefined)
    .catch(() => undefined);

/** Out of the page that it lies in, or with its tab. */
export const closeCard = ({
  id,
  tabId,
  frameId,
  own,
}: Pick<Ticket, 'id' | 'tabId' | 'frameId' | 'own'>): Promise<void> =>
  own ? browser.tabs.remove(tabId).catch(() => undefined) : toTab(tabId, { type: 'card.close', ticket: id }, frameId);

/** Its listener is there only while it is open. */
export const toPanel = (at: ToPanel['at']): Promise<void> => toOurPages({ type: 'panel.look', at });

/** @returns undefined where no batch page is open */
export const askBatch = (message: ToBatch): Promise<unknown> =>
  browser.runtime.sendMessage(message).catch(() => undefined);

export const toCards = (message: ToCard): Promise<void> => toOurPages(message);

const toOurPages = (message: ToCard | ToPanel): Promise<void> =>
  browser.runtime
    .sendMessage(message)
    .then(() => undefined)
    .catch(() => undefined);
