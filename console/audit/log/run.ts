/** One verification of the whole log, as the page shows it. */
import { signal } from '@preact/signals';
import { registerText } from './register-text.ts';
import { rememberHead, trust } from './trust.ts';
import { type VerifyNews, verifyLog } from './verify.ts';

export type Run =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly done: number;
      readonly size: number;
      readonly rate: number;
      readonly left: number;
    }
  | { readonly state: 'stopped' }
  | { readonly state: 'over'; readonly news: Exclude<VerifyNews, { kind: 'progress' }>; readonly seconds: number };

export const run = signal<Run>({ state: 'idle' });
let halt: (() => void) | null = null;

export async function verifyAll(): Promise<void> {
  if (run.value.state === 'running') return;
  run.value = { state: 'running', done: 0, size: 0, rate: 0, left: 0 };
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const { vkey, seen } = await trust();
    const checkpoint = (await registerText('checkpoint')) ?? '';
    halt = verifyLog({ checkpoint, vkey, seen }, (news) => {
      if (news.kind === 'progress') {
        const rate = Math.round(news.done / Math.max(0.1, seconds()));
        const left = Math.ceil((news.size - news.done) / Math.max(1, rate));
        run.value = { state: 'running', done: news.done, size: news.size, rate, left };
        return;
      }
      if (news.kind === 'verified') rememberHead(checkpoint);
      run.value = { state: 'over', news, seconds: seconds() };
    });
  } catch {
    run.value = { state: 'over', news: { kind: 'broken', code: 'outage' }, seconds: seconds() };
  }
}

export function stop(): void {
  halt?.();
  run.value = { state: 'stopped' };
}
