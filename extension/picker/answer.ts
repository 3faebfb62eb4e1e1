/** The recorder's script in the page: answers one port, and does nothing of its own accord. */
import { extension } from '../content/extension.ts';
import { type FromPicker, PICKER_PORT, type ToPicker } from '../messages/picker.ts';
import { documentsIn } from './documents.ts';
import { point } from './point.ts';
import { snapshotOf, textOf } from './snapshot.ts';
import { tryBinding } from './try-binding.ts';

export function answerRecorder(): void {
  extension().runtime.onConnect.addListener((port) => {
    if (port.name !== PICKER_PORT) return;
    let pointing = new AbortController();
    const tell = (message: FromPicker) => port.postMessage(message);
    port.onDisconnect.addListener(() => pointing.abort());
    port.onMessage.addListener((message: ToPicker) => {
      if (message.ask === 'cancel') pointing.abort();
      if (message.ask === 'requests') tell({ told: 'requests', addresses: requestsSeen() });
      if (message.ask === 'try') tell({ told: 'tried', result: tryBinding(message.binding) });
      if (message.ask !== 'pick') return;
      pointing.abort();
      pointing = new AbortController();
      void pick(message, pointing.signal).then(tell);
    });
  });
}

async function pick({ part, known, words }: Extract<ToPicker, { ask: 'pick' }>, end: AbortSignal): Promise<FromPicker> {
  const control = part.startsWith('control');
  const say = (element: Element) => textOf(part, element) || words.nothing;
  const kind = control ? 'control' : 'field';
  const target = await point({ kind, hint: control ? words.control : words.field, foreign: words.foreign, say }, end);
  if (target === null) return { told: 'stopped', why: 'cancelled' };
  if (target === 'foreign') return { told: 'stopped', why: 'foreign' };
  const snapshot = snapshotOf(part, target, known);
  return snapshot === null ? { told: 'stopped', why: 'unfit' } : { told: 'picked', part, snapshot };
}

/** Of this origin, each once, the last first. */
function requestsSeen(): string[] {
  const names = documentsIn(document).flatMap(({ document: one }) =>
    (one.defaultView?.performance.getEntriesByType('resource') ?? [])
      .filter((entry) =>
        ['fetch', 'xmlhttprequest', 'beacon', 'iframe', 'frame'].includes(
          (entry as PerformanceResourceTiming).initiatorType,
        ),
      )
      .map((entry) => ({ name: entry.name, at: entry.startTime })),
  );
  const own = names
    .filter(({ name }) => name.startsWith(`${location.origin}/`))
    .map(({ name }) => {
      const { pathname, search } = new URL(name);
      return pathname + search;
    });
  return [...new Set(own.reverse())].slice(0, 30);
}
