import type { ReceiptState } from '@duecheck/core/contract';

/** 204: may pass. Otherwise a code: 401 where nothing was shown, 403 else; nginx turns any other 4xx into a 500. */
export type Verdict =
  | { readonly pass: true; readonly state: ReceiptState }
  | { readonly pass: false; readonly code: string };
