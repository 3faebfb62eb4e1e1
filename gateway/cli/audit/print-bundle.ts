import type { BundleFailure, BundleKey, BundleReport, BundleWarning } from './bundle-report.ts';
import { cosignatureLine } from './print-witnesses.ts';

const KEY: Readonly<Record<BundleKey, string>> = {
  given: 'given',
  pinned: 'pinned at an earlier audit',
  'first-use': 'taken from the log itself at this first use',
  'came-along': 'came along with the bundle: whoever made up one made up the other; pin one with --vkey or --head',
};

/** A bundle of a whole year would fill the screen. */
const MOST_WARNINGS = 20;

const STATUS: Readonly<Record<BundleReport['status'], (report: BundleReport) => string>> = {
  verified: ({ entries, size }) =>
    `verified: ${entries} entries of the log of ${size}, and the file says what they say`,
  unpinned: ({ entries }) => `holds in itself, not verified: ${entries} entries, under a key that came along`,
  failed: ({ failures, name }) => `FAILED: ${failures.length} ${failures.length === 1 ? 'fault' : 'faults'} in ${name}`,
};

/** Lines for people; the last one says it all. */
export function printBundle(report: BundleReport): string[] {
  const { name, origin, key, size, root, entries, included, opened, lines, witnesses, failures, warnings } = report;
  const of = witnesses.of === 0 ? 'none is known' : `${witnesses.cosigned.length} of ${witnesses.of} cosigned`;
  const names = witnesses.cosigned.map(({ name, at }) => ` ${name} (${at})`).join(',');
  return [
    `bundle   ${name}`,
    `log      ${origin}`,
    `key      ${KEY[key]}`,
    `size     ${size}`,
    `root     ${root}`,
    `witness  ${of}${names}${witnesses.of === 0 ? '' : `; their keys: ${KEY[witnesses.key]}`}`,
    `entries  ${included} of ${entries} in the tree under this root, ${opened} rows opened, ${lines} lines of the file equal to them`,
    ...warnings.slice(0, MOST_WARNINGS).map((warning) => `warning  ${warningLine(warning)}`),
    ...(warnings.length > MOST_WARNINGS ? [`warning  and ${warnings.length - MOST_WARNINGS} more`] : []),
    ...failures.map((failure) => `FAILED   ${failureLine(failure)}`),
    STATUS[report.status](report),
  ];
}

function warningLine(warning: BundleWarning): string {
  switch (warning.code) {
    case 'not-placed':
      return `entry ${warning.id} stands in no tree under this head: it was not proven`;
    case 'not-opened':
      return `entry ${warning.id} is sealed or its key is gone: its line was not compared`;
    case 'witness-silent':
      return `witness ${warning.witness} did not cosign this head`;
    case 'cosignature-time':
      return cosignatureLine(warning);
  }
}

function failureLine(failure: BundleFailure): string {
  switch (failure.code) {
    case 'file-altered':
      return 'the file is not the one that the bundle was made for: its digest differs';
    case 'file-unreadable':
      return 'the file is no export of ours: its lines cannot be read';
    case 'lines-differ':
      return `the file has ${failure.lines} lines, and the bundle proves ${failure.entries}`;
    case 'leaf-malformed':
      return `entry ${failure.id}: what stands for its leaf is none, or another entry's`;
    case 'row-altered':
      return `entry ${failure.id}: its columns are not what its leaf commits to`;
    case 'not-included':
      return `entry ${failure.id}: it does not stand at place ${failure.index} under this root`;
    case 'line-differs':
      return `entry ${failure.id}, line ${failure.line} of the file: ${failure.column === '' ? 'it cannot be read' : `${failure.column} is not what its row says`}`;
    case 'fork':
      return `this head and the one seen before have ${failure.size} entries each and are of two histories`;
    case 'other-history':
      return `this head of ${failure.size} entries and the head of the log are of two histories`;
    case 'quorum-missing':
      return `quorum missing: ${failure.valid} of the ${failure.needed} witnesses needed cosigned this head`;
    case 'cosignature-bad':
      return cosignatureLine(failure);
  }
}
