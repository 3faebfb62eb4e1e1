import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { onCommand } from '../worker/commands.ts';
import { cover, LISTS_ALARM, refreshLists, watchLists } from '../worker/cover.ts';
import { DESK_ALARM, lookAtDesk, watchDesk } from '../worker/desk-alarm.ts';
import { introduce } from '../worker/introduce.ts';
import { drainOutbox, OUTBOX_ALARM, outbox } from '../worker/outbox.ts';
import { dropPapersOf } from '../worker/papers.ts';
import { withdraw } from '../worker/release-rules.ts';
import { answerMessages } from '../worker/router.ts';
import { dropSeen } from '../worker/seen.ts';
import { dropSelectedOf, offerSelection, onSelection } from '../worker/selection.ts';
import { dropShown } from '../worker/shown.ts';
import { dropTicketsOf } from '../worker/tickets.ts';

export default defineBackground(() => {
  // At every start: an update loses rules in Firefox, and a worker that died may have left a release behind.
  // Rules that could not be renewed stand as they were; pages are still answered, and a mended list is still fetched.
  const ready = withdraw('every')
    .then(cover)
    .catch(() => undefined);
  answerMessages(ready);

  void offerSelection();
  const start = () => ready.then(refreshLists).then(watchLists).then(watchDesk).then(drainOutbox);
  void start();
  // Listeners stand before the first await: an event that woke the worker is delivered only to those.
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === OUTBOX_ALARM) void drainOutbox();
    if (name === LISTS_ALARM) void refreshLists();
    if (name === DESK_ALARM) void lookAtDesk();
  });
  browser.runtime.onStartup.addListener(() => undefined);
  browser.runtime.onInstalled.addListener((details) => void introduce(details));
  browser.commands.onCommand.addListener(onCommand);
  browser.contextMenus.onClicked.addListener((info, tab) => void onSelection(info, tab));
  browser.permissions.onAdded.addListener(() => void cover());
  browser.permissions.onRemoved.addListener(() => void cover());
  browser.tabs.onRemoved.addListener((tabId) => {
    void withdraw({ tabId }).then(() => dropTicketsOf(tabId));
    void dropPapersOf(tabId);
    void dropShown({ tabId });
    void dropSeen(tabId);
    void dropSelectedOf(tabId);
  });
  // Policy arrives up to two seconds after a forced install, and changes while we run.
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void cover().then(refreshLists).then(offerSelection);
  });
  self.addEventListener('online', () => void outbox.hurry().then(drainOutbox));
});
