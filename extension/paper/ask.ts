import type { FromPaper, PaperReplies } from '../messages/index.ts';
import { sendToWorker } from '../pages/ask-worker.ts';

/** @returns null where this page has ended, or no worker comes up any more. */
export const ask = async <T extends FromPaper['type']>(
  message: Extract<FromPaper, { type: T }>,
): Promise<PaperReplies[T] | null> => (await sendToWorker(message)) as PaperReplies[T] | null;
