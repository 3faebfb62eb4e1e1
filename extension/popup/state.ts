import type { Id, ProblemCode } from '@duecheck/core/contract';
import { languageOf, POPUP, type Translate, translator } from '@duecheck/core/text';
import { computed, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import type { FromPopup, ManualStep, PopupGateway, PopupReplies, PopupState } from '../messages/popup.ts';
import { saveFile } from '../pages/save-file.ts';

type Answer = Extract<FromPopup, { type: 'popup.answerRelease' }>['request'];

export const state = signal<PopupState | null>(null);
export const gateway = signal<PopupGateway>({ owed: [], releases: [], alerts: [], demoDate: null });
export const note = signal<'none' | 'signIn.failed' | 'signIn.outage'>('none');
export const busy = signal<'no' | 'yes'>('no');

export const say = computed<Translate<typeof POPUP>>(() =>
  translator(POPUP, state.value?.language ?? languageOf(browser.i18n.getUILanguage())),
);

const ask = <T extends FromPopup['type']>(message: Extract<FromPopup, { type: T }>): Promise<PopupReplies[T]> =>
  browser.runtime.sendMessage(message);

/** Asked for before a press: the panel opens only in the press itself. */
export const windowId = signal<number | undefined>(undefined);
void browser.windows?.getCurrent().then(({ id }) => {
  windowId.value = id;
});

export async function refresh(): Promise<void> {
  state.value = await ask({ type: 'popup.state' });
  document.documentElement.lang = state.value.language;
  // What this device knows is shown at once; nobody waits five seconds for a gateway that does not answer.
  if (state.value.signedIn) void askGateway();
}

export async function askGateway(): Promise<void> {
  gateway.value = await ask({ type: 'popup.gateway' });
  // Asking may have found that the session is over.
  state.value = await ask({ type: 'popup.state' });
}

async function during(task: () => Promise<unknown>): Promise<void> {
  busy.value = 'yes';
  try {
    await task();
    await refresh();
  } finally {
    busy.value = 'no';
  }
}

export const signIn = () =>
  during(async () => {
    const result = await ask({ type: 'popup.signIn' });
    note.value = result === 'signed-in' ? 'none' : result === 'outage' ? 'signIn.outage' : 'signIn.failed';
  });
export const signOut = () => during(() => ask({ type: 'popup.signOut' }));
export const keepReason = (id: Id<'rel'>, reason: string) => void ask({ type: 'popup.draft', id, reason });

/** @returns the problem's code where the gateway did not take the answer, 'outage' where it gave none. */
export async function answerRelease(id: Id<'rel'>, request: Answer): Promise<ProblemCode | 'outage' | null> {
  const reply = await ask({ type: 'popup.answerRelease', id, request });
  if (!reply.ok) return reply.failure.kind === 'problem' ? reply.failure.code : 'outage';
  await refresh();
  return null;
}

export const retry = (id: string | null) => during(() => ask({ type: 'popup.retry', id }));

/** Asked for when the clerk wants one: the popup opens without waiting for it. */
export const steps = signal<readonly ManualStep[] | 'asking' | 'outage' | null>(null);
export async function askSteps(): Promise<void> {
  steps.value = 'asking';
  const reply = await ask({ type: 'popup.steps' });
  steps.value = reply.ok ? reply.answer : 'outage';
}
/** The new tab takes the popup away. */
export const openManual = (binding: string) => void ask({ type: 'popup.manual', binding });

export async function saveDiagnostics(): Promise<void> {
  const found = await ask({ type: 'popup.diagnostics' });
  const file = new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' });
  saveFile(file, `duecheck-${found.at.slice(0, 10)}.json`);
}

export const openOptions = () => browser.runtime.openOptionsPage();
export const newsRead = () => during(() => ask({ type: 'popup.newsRead' }));
export const openBatches = () => browser.tabs.create({ url: browser.runtime.getURL('batch.html') });

/** Beside the page, so that both are seen. Opening the popup there gave us the tab (`activeTab`), until it goes elsewhere. */
export async function openRecorder(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const url = browser.runtime.getURL(`recorder.html?tab=${tab?.id ?? ''}`);
  await browser.windows.create({ type: 'popup', url, width: 460, height: 860 });
}

/** Must begin in the click itself: the browser asks the clerk only then. */
export const grant = (patterns: readonly string[]) =>
  during(async () => {
    if (await browser.permissions.request({ origins: [...patterns] })) await ask({ type: 'popup.granted' });
  });
