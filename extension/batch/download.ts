import type { Id, ResultsQuery } from '@duecheck/core/contract';
import { signal } from '@preact/signals';
import { exchange, fetchAt } from '../pages/exchange.ts';
import { saveFile } from '../pages/save-file.ts';
import { openDoor } from './ask.ts';
import type { Desk } from './desk.ts';
import { fileName } from './file-name.ts';

/** Each download looks everybody up again (DESIGN §1.10): one at a time, and only when it is pressed. */
export function createDownload(id: Id<'bat'>, desk: Desk) {
  const state = signal<'no' | 'busy' | 'failed'>('no');
  return {
    state,
    async fetch(format: ResultsQuery['format'], name: string): Promise<void> {
      if (state.value === 'busy') return;
      state.value = 'busy';
      const reply = await exchange(
        openDoor({ route: 'batchResults', id, query: { format } }),
        fetchAt(new AbortController().signal, '*/*'),
      );
      const content = reply.ok ? await reply.answer.blob().catch(() => null) : null;
      if (!reply.ok && reply.failure.kind !== 'outage') desk.fail(reply.failure);
      state.value = content === null ? 'failed' : 'no';
      if (content !== null) saveFile(content, `${fileName(name)}.${format}`);
    },
  };
}
