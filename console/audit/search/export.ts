/** An export in parts, each a file with its proof bundle, as many as the filters find. */
import { fromBase64 } from '@duecheck/core/bytes';
import type { AuditExportRequest } from '@duecheck/core/contract';
import { ask, type Failure } from '../house/ask.ts';
import { saveFile } from '../house/save-file.ts';
import { type Draft, toFilters } from './filters.ts';

const PART = 2000;

/** @returns what went wrong; what was saved before stands */
export async function exportFound(
  draft: Draft,
  { format, reason }: Pick<AuditExportRequest, 'format' | 'reason'>,
  tell: (entries: number) => void,
): Promise<Failure | null> {
  let entries = 0;
  let before: string | null = null;
  do {
    const body: object = {
      ...{ filters: toFilters(draft), format, reason, limit: PART },
      ...(before === null ? {} : { continues: before }),
    };
    const reply = await ask('auditExport', { body });
    if (!reply.ok) return reply.failure;
    const { file, bundle, next, export: part } = reply.answer;
    saveFile(file.name, file.type, fromBase64(file.base64).slice().buffer);
    saveFile(`${file.name}.proof.json`, 'application/json', JSON.stringify(bundle));
    entries += bundle.entries.length;
    tell(entries);
    before = next === null ? null : part;
  } while (before !== null);
  return null;
}
