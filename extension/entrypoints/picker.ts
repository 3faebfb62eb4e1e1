import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerRecorder } from '../picker/answer.ts';

/** Put into a tab by the recorder alone, for an administrator who asked for it there (`activeTab`). */
export default defineUnlistedScript(() => {
  const scope = globalThis as { duecheckPicker?: true };
  if (scope.duecheckPicker) return;
  scope.duecheckPicker = true;
  answerRecorder();
});
