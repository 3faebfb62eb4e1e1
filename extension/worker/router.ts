/** The one listener for messages. Each is parsed, and each sender is what the browser says it is. */
import browser, { type Runtime } from 'webextension-polyfill';
import * as z from 'zod/mini';
import {
  FromBatch,
  FromCard,
  FromFill,
  FromOptions,
  FromPage,
  FromPanel,
  FromPaper,
  FromPopup,
  FromRecorder,
  FromSelected,
} from '../messages/index.ts';
import { batch } from './handlers/batch.ts';
import { card, openCard } from './handlers/card.ts';
import { fill, openUnfilled } from './handlers/fill.ts';
import { options } from './handlers/options.ts';
import { type Frame, page } from './handlers/page.ts';
import { panel } from './handlers/panel.ts';
import { paper } from './handlers/paper.ts';
import { popup } from './handlers/popup.ts';
import { recorder } from './handlers/recorder.ts';
import { selected } from './handlers/selected.ts';
import { wishOf } from './papers.ts';
import { selectedOf } from './selection.ts';

/** @param ready resolves when rules and registrations stand: nothing is answered before. */
export function answerMessages(ready: Promise<unknown>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id) return undefined;
    const answer = isOurs(sender) ? fromOurPage(message, sender) : fromContentScript(message, sender);
    return answer && ready.then(answer);
  });
}

type Handler = (message: never, of: never) => Promise<unknown>;
type Answer = (() => Promise<unknown>) | undefined;

function fromContentScript(raw: unknown, sender: Runtime.MessageSender): Answer {
  const message = z.safeParse(FromPage, raw);
  const frame = frameOf(sender);
  if (!message.success || frame === null) return undefined;
  return () => (page[message.data.type] as Handler)(message.data as never, frame as never);
}

function fromOurPage(raw: unknown, sender: Runtime.MessageSender): Answer {
  const asked = z.safeParse(FromPopup, raw);
  // The popup is in no tab; a card is in its ticket's, a paper in the one that opened it first.
  if (asked.success) return () => (popup[asked.data.type] as Handler)(asked.data as never, undefined as never);
  const listed = z.safeParse(FromBatch, raw);
  if (listed.success)
    return isPage(sender, 'batch.html')
      ? () => (batch[listed.data.type] as Handler)(listed.data as never, undefined as never)
      : undefined;
  const opted = z.safeParse(FromOptions, raw);
  if (opted.success)
    return isPage(sender, 'options.html') || isPage(sender, 'welcome.html')
      ? () => (options[opted.data.type] as Handler)(opted.data as never, undefined as never)
      : undefined;
  const recorded = z.safeParse(FromRecorder, raw);
  if (recorded.success)
    return isPage(sender, 'recorder.html')
      ? () => (recorder[recorded.data.type] as Handler)(recorded.data as never, undefined as never)
      : undefined;
  const panelled = z.safeParse(FromPanel, raw);
  if (panelled.success)
    return isPage(sender, 'sidepanel.html')
      ? () => (panel[panelled.data.type] as Handler)(panelled.data as never, undefined as never)
      : undefined;
  const printing = z.safeParse(FromPaper, raw);
  if (printing.success) {
    if (!isPage(sender, 'paper.html')) return undefined;
    return async () => {
      const wish = await wishOf(printing.data.page, sender.tab?.id);
      return wish && (paper[printing.data.type] as Handler)(printing.data as never, wish as never);
    };
  }
  const selecting = z.safeParse(FromSelected, raw);
  if (selecting.success)
    return async () => {
      const open = await selectedOf(selecting.data.page, sender.tab?.id);
      return open && (selected[selecting.data.type] as Handler)(selecting.data as never, open as never);
    };
  const filling = z.safeParse(FromFill, raw);
  if (filling.success)
    return async () => {
      const open = await openUnfilled(filling.data.ticket, sender.tab?.id);
      return open && (fill[filling.data.type] as Handler)(filling.data as never, open as never);
    };
  const message = z.safeParse(FromCard, raw);
  if (!message.success) return undefined;
  return async () => {
    const open = await openCard(message.data.ticket, sender.tab?.id);
    return open && (card[message.data.type] as Handler)(message.data as never, open as never);
  };
}

const isOurs = (sender: Runtime.MessageSender): boolean =>
  originOf(sender) === new URL(browser.runtime.getURL('')).origin;

/**
 * Two are handed tokens, the third a person's name and number: the page itself, in a tab of its own or as the side panel. The card, which lies in other
 * people's pages, is neither.
 */
const isPage = (
  { url, tab, frameId }: Runtime.MessageSender,
  name: 'batch.html' | 'options.html' | 'paper.html' | 'recorder.html' | 'sidepanel.html' | 'welcome.html',
): boolean =>
  // A side panel is in no tab, and then the browser names no frame.
  (tab === undefined ? name === 'sidepanel.html' : frameId === 0) &&
  url?.split(/[?#]/)[0] === browser.runtime.getURL(name);

/** The origin of the sending document as the browser states it; older browsers state its address only. */
function originOf(sender: Runtime.MessageSender): string | null {
  const stated = (sender as { origin?: string }).origin;
  if (stated !== undefined) return stated;
  return sender.url === undefined ? null : new URL(sender.url).origin;
}

function frameOf(sender: Runtime.MessageSender): Frame | null {
  const origin = originOf(sender);
  const tabId = sender.tab?.id;
  return origin === null || tabId === undefined ? null : { origin, tabId, frameId: sender.frameId ?? 0 };
}
