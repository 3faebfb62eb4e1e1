import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readTable, turnPage } from '../collector/read-table.ts';
import { extension } from '../content/extension.ts';
import { COLLECTOR_PORT, type FromCollector, type ToCollector } from '../messages/collector.ts';

/** Put into a bound system by the batch page alone, when a clerk asks for its table. */
export default defineUnlistedScript(() => {
  const scope = globalThis as { duecheckCollector?: true };
  if (scope.duecheckCollector) return;
  scope.duecheckCollector = true;
  extension().runtime.onConnect.addListener((port) => {
    if (port.name !== COLLECTOR_PORT) return;
    const gone = new AbortController();
    const tell = (message: FromCollector) => !gone.signal.aborted && port.postMessage(message);
    port.onDisconnect.addListener(() => gone.abort());
    port.onMessage.addListener(({ ask, binding }: ToCollector) => {
      if (ask === 'read') tell(readTable(binding));
      else void turnPage(binding, gone.signal).then(tell);
    });
  });
});
