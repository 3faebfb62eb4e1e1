import type { CardReplies, FromCard } from '../messages/index.ts';
import { sendToWorker } from '../pages/ask-worker.ts';

/** @returns null where the ticket has ended, or no worker comes up any more. */
export const askWorker = async <T extends FromCard['type']>(
  message: Extract<FromCard, { type: T }>,
): Promise<CardReplies[T] | null> => (await sendToWorker(message)) as CardReplies[T] | null;
