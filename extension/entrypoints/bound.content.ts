import { defineContentScript } from 'wxt/utils/define-content-script';
import { run } from '../content/run.ts';

/** Never in the manifest: the worker registers it for bound origins only (`worker/inject.ts`). */
export default defineContentScript({
  matches: [],
  registration: 'runtime',
  allFrames: true,
  runAt: 'document_start',
  main(ctx) {
    // Put into a page twice (open when the list came, then registered): one gate is enough.
    const scope = globalThis as { duecheck?: true };
    if (scope.duecheck) return;
    scope.duecheck = true;
    void run(ctx.signal, (react) => ctx.addEventListener(window, 'wxt:locationchange', react));
  },
});
