import type { BatchView } from '../messages/batch.ts';
import type { Desk } from './desk.ts';
import type { Run } from './run.ts';

/** What every part of a batch's view is drawn from. */
export type BatchProps = { readonly desk: Desk; readonly run: Run; readonly batch: BatchView };
