import type { KeySource } from './audit-report.ts';
import type { CosignatureFault, Cosigner } from './cosigned-note.ts';

export type BundleFailure =
  | { readonly code: 'file-altered' | 'file-unreadable' }
  | { readonly code: 'lines-differ'; readonly lines: number; readonly entries: number }
  | { readonly code: 'leaf-malformed' | 'row-altered'; readonly id: string }
  | { readonly code: 'not-included'; readonly id: string; readonly index: number }
  /** `line` from 1, headers aside; `column` by its header, '' where the line is none of ours. */
  | { readonly code: 'line-differs'; readonly id: string; readonly line: number; readonly column: string }
  /** Of the pinned head's size, and another tree. */
  | { readonly code: 'fork'; readonly size: bigint }
  /** Neither extends the other: the head of the bundle, and the one that the log serves or was kept. */
  | { readonly code: 'other-history'; readonly size: bigint }
  | { readonly code: 'quorum-missing'; readonly valid: number; readonly needed: number }
  | Extract<CosignatureFault, { code: 'cosignature-bad' }>;

export type BundleWarning =
  /** Under no head yet when it was exported, or in the log of another year. */
  | { readonly code: 'not-placed'; readonly id: string }
  /** Sealed, or its key was erased. */
  | { readonly code: 'not-opened'; readonly id: string }
  | { readonly code: 'witness-silent'; readonly witness: string }
  | Extract<CosignatureFault, { code: 'cosignature-time' }>;

/** `came-along`: in the bundle itself, so that it proves nothing against who made that. */
export type BundleKey = KeySource | 'came-along';

export interface BundleReport {
  /** `unpinned`: all holds, under keys that came along. */
  readonly status: 'verified' | 'unpinned' | 'failed';
  /** The bundle's file. */
  readonly name: string;
  readonly key: BundleKey;
  readonly origin: string;
  readonly size: bigint;
  /** base64 */
  readonly root: string;
  readonly entries: number;
  readonly included: number;
  readonly opened: number;
  /** Lines of the file that say what their rows say. */
  readonly lines: number;
  readonly witnesses: {
    readonly key: BundleKey;
    readonly cosigned: readonly Cosigner[];
    readonly of: number;
    readonly quorum: number;
  };
  readonly failures: readonly BundleFailure[];
  readonly warnings: readonly BundleWarning[];
}
