/** What an exported line must say, made of nothing but the row that its leaf commits to and the place that is proven. */
import type { AuditEntry, ProofBundle } from '@duecheck/core/contract';
import type { RowValue } from '@duecheck/core/register';
import { EXPORT_COLUMNS, exportCells, inertCell, UNPROVEN_COLUMN } from '../../audit/export-columns.ts';
import type { ExportLine } from './export-lines.ts';

type BundleEntry = ProofBundle['entries'][number];

/** @returns undefined where the row is not opened */
export function provenEntry({ inclusion, opening }: BundleEntry, origin: string): AuditEntry | undefined {
  if (opening === null) return undefined;
  const { row, outcomeClass } = opening;
  const text = (column: string): string => String(row[column]);
  const maybe = (column: string): string | null => (row[column] as RowValue[string] as string | null) ?? null;
  return {
    id: text('id'),
    place: inclusion === null ? null : { origin, index: inclusion.index },
    type: text('type'),
    organisation: text('organisation'),
    occurredAt: text('occurredAt'),
    visibility: { kind: 'open' },
    columns: {
      decisionPoint: maybe('decisionPoint'),
      actor: { iss: text('actorIss'), sub: text('actorSub'), role: text('role') },
      outcome: outcomeClass?.value ?? (row.outcomeClass === null ? null : 'withheld'),
      round: maybe('round'),
      flags: row.flags as string[],
      checkId: maybe('checkId'),
      decisionId: maybe('decisionId'),
      subjectKey: maybe('subjectKey'),
      caseKey: maybe('caseKey'),
      surnameKey: maybe('surnameKey'),
      nameKey: maybe('nameKey'),
    },
  };
}

/**
 * Which column of a line says something else than was proven. Who may see an entry is no part of it, and a place without an
 * inclusion proof is not proven.
 */
export function columnThatDiffers(line: ExportLine, proven: AuditEntry): string | undefined {
  if (line === null) return '';
  const said = 'entry' in line ? exportCells(line.entry) : line.cells;
  const meant = exportCells(proven).map('inert' in line && line.inert ? inertCell : (cell) => cell);
  const unproven = (header: string) => header === UNPROVEN_COLUMN || (header === '登记簿序号' && proven.place === null);
  const at = EXPORT_COLUMNS.findIndex(
    ([header], i) => !unproven(header) && printable(said[i] ?? '') !== printable(meant[i] ?? ''),
  );
  if (at >= 0) return EXPORT_COLUMNS[at]?.[0];
  if (!('entry' in line)) return undefined;
  // Programs read members that tables do not show.
  const { columns } = line.entry;
  const keyed = ['subjectKey', 'caseKey', 'surnameKey', 'nameKey'] as const;
  return keyed.find((name) => columns?.[name] !== proven.columns?.[name]);
}

/** XML holds no control characters but three, and writes every end of a line in one way. */
const printable = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
    .replace(/_x00[01][0-9A-F]_|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/\r\n?/g, '\n');
