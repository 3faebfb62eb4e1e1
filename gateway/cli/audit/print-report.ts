import type { RegisterReport } from './audit-register.ts';
import type { AuditReport, KeySource, TreeFailure } from './audit-report.ts';
import type { RowFailure } from './compare-row.ts';
import { witnessFailureLine, witnessWarningLine } from './print-witnesses.ts';

const ROW: Readonly<Record<RowFailure['code'], string>> = {
  'row-missing': 'its row is gone',
  'place-altered': 'its place names another entry',
  'leaf-altered': 'the leaf stored beside its row is not the one in the tree',
  'leaf-hash-altered': 'the leaf hash stored beside its row is not its hash',
  'row-malformed': 'a column is not in its form',
  'row-altered': 'a column or an envelope is not what its leaf commits to',
  'key-missing': 'the key that opens its row is gone, or the column that names it was changed',
};

const KEY: Readonly<Record<KeySource, string>> = {
  given: 'given',
  pinned: 'pinned at an earlier audit',
  'first-use': 'taken from the log itself at this first use',
};

/** Lines for people; the last one says it all. */
export function printReport(report: RegisterReport): string[] {
  const { earlier, removed, register } = report;
  const logs = [...earlier, report];
  const failed = register.length + logs.reduce((n, log) => n + faultsIn(log), 0);
  const entries = logs.reduce((n, { size }) => n + size, 0n);
  return [
    ...removed.map(
      ({ origin, size, on }) => `log      ${origin}: ended by retention on ${on}; its ${size} entries were removed`,
    ),
    ...logs.flatMap(logLines),
    ...register.map((failure) => `FAILED   ${registerLine(failure)}`),
    failed === 0
      ? `verified: ${entries} entries, each in the tree under ${logs.length === 1 ? 'this root' : 'its root'}`
      : `FAILED: ${failed} ${failed === 1 ? 'fault' : 'faults'} in ${entries} entries`,
  ];
}

const faultsIn = ({ tree, entries, witnesses }: AuditReport): number =>
  tree.length + entries.length + (witnesses?.failures.length ?? 0);

function logLines(report: AuditReport): string[] {
  const ofWitnesses = report.witnesses?.failures ?? [];
  return [
    `log      ${report.origin}`,
    `key      ${KEY[report.key]}`,
    `size     ${report.size}`,
    `root     ${report.root}`,
    `extends  ${report.extends === null ? 'no head was known before' : `the head of size ${report.extends}`}`,
    ...(report.resumed === null
      ? []
      : [
          `resumed  at entry ${report.resumed.at}; what lies before it was read by an audit that began ${report.resumed.began}`,
        ]),
    `rows     ${rows(report)}`,
    `witness  ${witnesses(report)}`,
    ...report.tree.map((failure) => `FAILED   ${treeLine(failure)}`),
    ...report.entries.map(
      ({ code, index, entry, column }) =>
        `FAILED   entry ${index} ${entry}: ${ROW[code]}${column ? ` (${column})` : ''}`,
    ),
    ...(report.witnesses?.warnings ?? []).map((warning) => `warning  ${witnessWarningLine(warning)}`),
    ...ofWitnesses.map((failure) => `FAILED   ${witnessFailureLine(failure, report.size)}`),
  ];
}

function registerLine(failure: RegisterReport['register'][number]): string {
  switch (failure.code) {
    case 'log-missing':
      return `${failure.origin} begins with an entry that names a log before it, and the register shows none`;
    case 'beginning-unproven':
      return `the first entry of ${failure.origin} does not name the log before it as that stands`;
    case 'end-unproven':
      return `${failure.origin} goes on no more, and no last entry of it says so`;
    case 'removal-unproven':
      return `the entries of ${failure.origin} were removed, and no entry proves that their time was over`;
    case 'entries-lost':
      return `entries ${failure.first} to ${failure.last} of ${failure.origin} were published and are lost; a new epoch says so: ${failure.reason}`;
    case 'erasure-unproven':
      return `${failure.entries} rows are empty, and ${failure.erasure} is no erasure of exactly these`;
  }
}

function rows({ rows, compared, resultsWithheld, withheld, skipped, sealed, erased, since }: AuditReport): string {
  const emptied = Object.values(erased).reduce((n, ids) => n + ids.length, 0);
  if (rows === 'not-asked') return "not compared: that takes an auditor's token";
  return [
    `${compared} equal to what was committed to`,
    ...(resultsWithheld > 0 ? [`${resultsWithheld} of them tell their result no more`] : []),
    ...(sealed > 0 ? [`${sealed} sealed: shown to the person alone`] : []),
    ...(emptied > 0 ? [`${emptied} erased, each by an entry that says so`] : []),
    ...(withheld > 0 ? [`${withheld} of other organisations not shown`] : []),
    ...(since === null ? [] : [`${skipped} from before ${since} not compared`]),
  ].join(', ');
}

function witnesses({ witnesses }: AuditReport): string {
  if (witnesses === null) return 'none is known: nobody outside keeps the heads of this log';
  const { cosigned, of, quorum, size, key } = witnesses;
  const who = `${cosigned.length} of ${of} cosigned, ${quorum} needed${cosigned.length > 0 ? `: ${cosigned.join(', ')}` : ''}`;
  return `${who}; ${size === null ? 'no cosigned head is served' : `a head of size ${size}`}; their keys were ${KEY[key]}`;
}

function treeLine(failure: TreeFailure): string {
  switch (failure.code) {
    case 'entry-altered':
      return `entry ${failure.entry} ${failure.id ?? ''}: its leaf is not the one that was signed`;
    case 'entry-missing':
      return `entry ${failure.entry}: missing from its bundle`;
    case 'root-mismatch':
      return `the tree of ${failure.size} entries does not add up to the signed root`;
    case 'rollback':
      return `the log has ${failure.size} entries; ${failure.known} were seen before`;
    case 'fork':
      return `the log does not extend the head of size ${failure.known} that was seen before`;
    case 'wrong-origin':
      return 'this is another log than the one seen before';
    default:
      return `entries ${failure.first} to ${failure.last}: ${TILE[failure.code]} (${failure.path})`;
  }
}

const TILE: Readonly<Record<Extract<TreeFailure, { path: string }>['code'], string>> = {
  'tile-missing': 'the log does not give the file that holds them',
  'tile-malformed': 'the file of their hashes is not in its form',
  'bundle-malformed': 'the file of their leaves is not in its form',
  'tile-altered': 'their hash in the tree is not the one that the hashes below it give',
};
