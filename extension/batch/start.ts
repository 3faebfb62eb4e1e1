/** A new batch: what is chosen, and its way to the gateway. Nothing is looked up before all of the list has arrived. */
import { BatchAnswer } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import type { BatchChoice, BatchView } from '../messages/batch.ts';
import { digestFile } from '../pages/digest-file.ts';
import { exchange } from '../pages/exchange.ts';
import { parseJson } from '../pages/parse-json.ts';
import { ask, openDoor } from './ask.ts';
import type { Desk } from './desk.ts';
import { type FileFault, faultOf, typeOf } from './list-file.ts';
import { createTable } from './table.ts';
import { uploadAt } from './upload.ts';

export type StartFault = 'step' | 'round' | 'file' | FileFault | 'unreadable';

export type Sending =
  | { readonly at: 'no' }
  | { readonly at: 'reading' }
  /** 0 to 1. */
  | { readonly at: 'upload'; readonly part: number }
  | { readonly at: 'failed' };

export type Start = ReturnType<typeof createStart>;

export function createStart(desk: Desk) {
  const choice = signal<BatchChoice | null>(null);
  const round = signal('');
  const file = signal<File | null>(null);
  const fault = signal<StartFault | null>(null);
  const sending = signal<Sending>({ at: 'no' });
  let stopping = new AbortController();

  function take(chosen: File | undefined): void {
    if (chosen === undefined) return;
    fault.value = faultOf(chosen, desk.setup.value.most.bytes);
    file.value = fault.value === null ? chosen : null;
  }

  const table = createTable(take, desk.say('table.file'));
  function clearTable(): void {
    table.clear();
    file.value = null;
  }

  async function send(): Promise<void> {
    const [step, name, list] = [choice.value, round.value.trim(), file.value];
    fault.value = step === null ? 'step' : name === '' ? 'round' : list === null ? (fault.value ?? 'file') : null;
    if (step === null || name === '' || list === null) return;
    const { decisionPoint, origin } = step;
    const query = { decisionPoint, origin, round: name };
    stopping = new AbortController();
    const { signal: stop } = stopping;
    sending.value = { at: 'reading' };
    const digest = await digestFile(list).catch(() => null);
    if (digest === null) {
      // Moved or changed since it was chosen.
      fault.value = 'unreadable';
      file.value = null;
      sending.value = { at: 'no' };
      return;
    }
    const wish = await ask({ type: 'batch.wish', digest, query });
    if (wish === null || stop.aborted) {
      sending.value = { at: stop.aborted ? 'no' : 'failed' };
      return;
    }
    sending.value = { at: 'upload', part: 0 };
    const progress = (part: number) => {
      if (!stop.aborted) sending.value = { at: 'upload', part };
    };
    const type = typeOf(list.name) ?? 'application/octet-stream';
    const sent = uploadAt({ file: list, type, key: wish.key, progress, signal: stop });
    const reply = await exchange(openDoor({ route: 'startBatch', query }), sent);
    if (stop.aborted) {
      sending.value = { at: 'no' };
      return;
    }
    const batch = reply.ok ? BatchAnswer.safeParse(parseJson(await reply.answer.text())) : null;
    if (batch?.success) await started({ ...batch.data, title: step.title, system: step.system }, wish.intent);
    else if (!reply.ok && reply.failure.kind !== 'outage') {
      desk.fail(reply.failure);
      sending.value = { at: 'no' };
    } else sending.value = { at: 'failed' };
  }

  async function started(batch: BatchView, intent: string): Promise<void> {
    await ask({ type: 'batch.delivered', intent });
    sending.value = { at: 'no' };
    clearTable();
    round.value = '';
    desk.put(batch);
    desk.show(batch.batchId);
    void desk.load();
  }

  return {
    choice,
    round,
    file,
    fault,
    sending,
    take,
    table,
    clearTable,
    send,
    stop: () => stopping.abort(),
  };
}
