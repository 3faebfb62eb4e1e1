/** Between the batch page and its script in a clerk's system, over a port that the batch page opens. */
import type { Binding } from '@duecheck/core/binding';

export const COLLECTOR_PORT = 'collector';

export type ToCollector =
  /** The rows that the page shows now. */
  | { readonly ask: 'read'; readonly binding: Binding }
  /** Turn to the next page, and tell when other rows are there. */
  | { readonly ask: 'next'; readonly binding: Binding };

export interface CollectedRow {
  readonly key: string;
  readonly label: string;
  readonly number: string;
  readonly name: string;
}

export type FromCollector =
  | {
      readonly told: 'read';
      readonly rows: readonly CollectedRow[];
      /** Rows that hide a part of number or name: nobody is looked up by what is not whole. */
      readonly masked: number;
      /** Rows that name nobody whole for another reason. */
      readonly unread: number;
      readonly next: 'there' | 'none';
    }
  /** `stuck`: pressed, and the rows stayed as they are. */
  | { readonly told: 'turned'; readonly moved: 'yes' | 'end' | 'stuck' };
