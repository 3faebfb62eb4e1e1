/** Refused rows of an import over HTTP: in the transaction of the rows beside them, so that a resumed run has each once. */
import { type KeyObject, randomBytes } from 'node:crypto';
import type { Trx } from '../store/database.ts';
import { insertRows } from '../store/insert-rows.ts';
import { type Reject, sealRow, wrapContentKey } from './rejects.ts';

export interface RejectsSink {
  /**
   * Before the transaction commits.
   * @param before how many were refused before these
   * @returns length of the file that a resumed run cuts it to; 0 where there is none
   */
  readonly write: (rejects: readonly Reject[], at: { readonly trx: Trx; readonly before: number }) => Promise<number>;
  readonly close: () => Promise<void>;
}

export function createRejectRows(importId: string, key: KeyObject | null): RejectsSink {
  let content: Promise<{ readonly key: Uint8Array; readonly wrapped: string }> | undefined;
  const make = async (importer: KeyObject) => {
    const fresh = randomBytes(32);
    return { key: fresh, wrapped: await wrapContentKey(fresh, importer) };
  };
  const sealed = async (row: Reject['row']) => {
    if (key === null || row === null) return { row_text: null, wrapped_key: null };
    content ??= make(key);
    const { key: contentKey, wrapped } = await content;
    return { row_text: await sealRow(row, contentKey), wrapped_key: wrapped };
  };
  return {
    async write(rejects, { trx, before }) {
      const rows = [];
      for (const [at, { line, code, columns, row }] of rejects.entries()) {
        const n = before + at + 1;
        rows.push({ import_id: importId, n, line, code, columns: JSON.stringify(columns), ...(await sealed(row)) });
      }
      await insertRows(trx, 'import_reject', COLUMNS, rows, '(import_id, n) do nothing');
      return 0;
    },
    close: async () => undefined,
  };
}

const COLUMNS = {
  import_id: 'text',
  n: 'integer',
  line: 'integer',
  code: 'text',
  columns: 'jsonb',
  row_text: 'text',
  wrapped_key: 'text',
} as const;
