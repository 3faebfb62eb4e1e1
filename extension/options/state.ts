/** What the options page shows, and the page that introduces the extension. */
import { OPTIONS, type Translate, translator } from '@duecheck/core/text';
import { computed, signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import type { FromOptions, OptionsReplies, OptionsState } from '../messages/options.ts';
import { sendToWorker } from '../pages/ask-worker.ts';

export const ask = async <T extends FromOptions['type']>(
  message: Extract<FromOptions, { type: T }>,
): Promise<OptionsReplies[T] | null> => (await sendToWorker(message)) as OptionsReplies[T] | null;

export const state = signal<OptionsState | null>(null);
export const say = computed<Translate<typeof OPTIONS>>(() => translator(OPTIONS, state.value?.language ?? 'zh-CN'));

export async function load(): Promise<void> {
  state.value = await ask({ type: 'options.state' });
  if (state.value === null) return;
  document.documentElement.lang = state.value.language;
}

export async function setLanguage(language: OptionsState['own']): Promise<void> {
  await ask({ type: 'options.language', language });
  await load();
}

export async function decorate(origin: string, show: 'yes' | 'no'): Promise<void> {
  await ask({ type: 'options.decorate', origin, show });
  await load();
}

/** Must begin in the press itself: the browser asks the clerk only then. */
export async function grantHost(pattern: string): Promise<void> {
  if (await browser.permissions.request({ origins: [pattern] })) await load();
}

export async function revokeHost(pattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [pattern] });
  await load();
}
