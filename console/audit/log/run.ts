/** One verification of the whole register, log by log, as the page shows it. */
import { LogListAnswer } from '@duecheck/core/contract';
import { vkeyOfRegister } from '@duecheck/core/register';
import { signal } from '@preact/signals';
import { placeOfLog, registerText } from './register-text.ts';
import { type Believed, rememberHead, suite, trust } from './trust.ts';
import { type VerifyNews, verifyLog } from './verify.ts';

export type Verdict = Exclude<VerifyNews, { kind: 'progress' }>;
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
  | { readonly state: 'over'; readonly verdict: Verdict; readonly seconds: number };

export const run = signal<Run>({ state: 'idle' });
let halt: (() => void) | null = null;
/** Which of the verifications that were begun is the one that is shown. */
let current = 0;

interface ToVerify {
  readonly origin: string;
  readonly checkpoint: string;
  readonly size: number;
}

/** Those that are there: one that retention removed is told by an entry of a later one. The newest head is asked for by itself. */
async function logs(): Promise<ToVerify[]> {
  const list = LogListAnswer.parse(JSON.parse((await registerText('/register/logs')) ?? '{}'));
  return list.logs.filter(({ state }) => state !== 'gone');
}

export async function verifyAll(): Promise<void> {
  if (run.value.state === 'running') return;
  current += 1;
  const mine = current;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  const over = (verdict: Verdict) => {
    if (mine === current) run.value = { state: 'over', verdict, seconds: seconds() };
  };
  run.value = { state: 'running', done: 0, size: 0, rate: 0, left: 0 };
  try {
    const known = await trust();
    const all = await logs();
    const size = all.reduce((sum, log) => sum + log.size, 0);
    let before = 0;
    for (const log of all) {
      const verdict = await verifyOne(known, log, (done) => {
        if (mine !== current) return;
        const rate = Math.round((before + done) / Math.max(0.1, seconds()));
        const left = Math.ceil((size - before - done) / Math.max(1, rate));
        run.value = { state: 'running', done: before + done, size, rate, left };
      });
      if (mine !== current) return;
      if (verdict.kind !== 'verified') return over(verdict);
      before += verdict.size;
      rememberHead(log.checkpoint);
    }
    over({ kind: 'verified', size: before });
  } catch {
    over({ kind: 'broken', code: 'outage' });
  }
}

function verifyOne(
  known: Believed,
  { origin, checkpoint }: ToVerify,
  progress: (done: number) => void,
): Promise<Verdict> {
  const vkey = vkeyOfRegister(known.vkey, origin, suite);
  const order = { checkpoint, vkey, place: placeOfLog(origin), seen: known.seen[origin] ?? null };
  return new Promise((resolve) => {
    halt = verifyLog(order, (news) => {
      if (news.kind === 'progress') progress(news.done);
      else resolve(news);
    });
  });
}

export function stop(): void {
  current += 1;
  halt?.();
  run.value = { state: 'stopped' };
}
