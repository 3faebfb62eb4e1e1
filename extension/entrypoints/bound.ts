import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { run } from '../content/run.ts';

/**
 * The content script, in all frames at `document_start`. Never in the manifest: the worker registers it for bound origins
 * only (`worker/inject.ts`). Unlisted, since the frame that WXT puts round content scripts ends by an event that any page
 * can forge, and is a fourteenth of the script.
 */
export default defineUnlistedScript(() => {
  // Put into a page twice (open when the list came, then registered): one gate is enough.
  const scope = globalThis as { duecheck?: true };
  if (scope.duecheck) return;
  scope.duecheck = true;
  void run();
});
