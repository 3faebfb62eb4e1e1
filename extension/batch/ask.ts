import type { BatchReplies, Door, FromBatch } from '../messages/batch.ts';
import { sendToWorker } from '../pages/ask-worker.ts';

/** @returns null where no worker comes up any more. */
export const ask = async <T extends FromBatch['type']>(
  message: Extract<FromBatch, { type: T }>,
): Promise<BatchReplies[T] | null> => (await sendToWorker(message)) as BatchReplies[T] | null;

/** Where the gateway takes or gives a stream or a file, and the token that goes into its header, never into an address. */
export const openDoor = (door: Door) => (refused: string | null) => ask({ type: 'batch.door', door, refused });
