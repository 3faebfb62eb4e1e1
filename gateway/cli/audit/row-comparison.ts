/** Rows beside leaves as the tree is read: bundle by bundle, in whatever order they arrive, counted as far as the tree was taken. */
import { parseBundle, parseTilePath, type Suite, TILE_WIDTH, type TreeHash } from '@duecheck/core/register';
import { compareRow, type RowFailure } from './compare-row.ts';
import { entryTimes } from './entry-time.ts';
import type { GatewayLog } from './gateway-log.ts';
import { rowPages } from './row-pages.ts';

export interface RowCounts {
  readonly compared: number;
  /** Of these, such as tell their result no more. */
  readonly resultsWithheld: number;
  /** Rows of organisations that this auditor does not audit. */
  readonly withheld: number;
  /** Of days before the one that was asked for. */
  readonly skipped: number;
  /** Shown to nobody but the person: only that leaf and log agree was seen. */
  readonly sealed: number;
  /** Emptied rows, by the entry that says so; whether it does is asked once the whole register was read. */
  readonly erased: Readonly<Record<string, readonly string[]>>;
  readonly failures: readonly RowFailure[];
}

export const NO_ROWS: RowCounts = {
  ...{ compared: 0, resultsWithheld: 0, withheld: 0, skipped: 0, sealed: 0 },
  ...{ erased: {}, failures: [] },
};

export interface RowComparison {
  /** Called in the log's order, resolved before the bundle is taken. @param fetched undefined where the log has nothing there */
  readonly see: (path: string, fetched: Promise<Uint8Array | undefined>) => Promise<void>;
  /** Of bundles before the entry `next`; asked in growing order. */
  readonly upTo: (next: number) => RowCounts;
}

export interface RowComparisonInput {
  readonly log: Pick<GatewayLog, 'rows'>;
  readonly size: number;
  /** Milliseconds; undefined: all of them. */
  readonly since: number | undefined;
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly before: RowCounts;
}

export function createRowComparison({ log, size, since, suite, tree, before }: RowComparisonInput): RowComparison {
  const pages = rowPages(log.rows, size);
  const seen = new Map<number, RowCounts>();
  let total = before;
  // From the first bundle that holds an entry of that day on all are compared, whatever time their ids name: what was written
  // later must not slip by under an older one.
  const { compared, withheld, failures } = before;
  let begun = Promise.resolve(since === undefined || compared + withheld + failures.length > 0);
  const isOfThatDay = (bundle: Uint8Array | undefined): boolean =>
    bundle !== undefined && entryTimes(bundle).some((time) => time !== null && time >= (since as number));

  return {
    async see(path, fetched) {
      const here = begun.then(async (yes) => yes || isOfThatDay(await fetched));
      begun = here;
      const [isCompared, bytes] = await Promise.all([here, fetched]);
      if (bytes === undefined) return;
      const first = Number(parseTilePath(path).index) * TILE_WIDTH;
      // A full bundle may stand for a partial one: what lies past the head is not under audit.
      const leaves = leavesOf(bytes).slice(0, size - first);
      if (!isCompared) {
        seen.set(first, { ...NO_ROWS, skipped: leaves.length });
        return;
      }
      const stored = await pages(first);
      let counts = NO_ROWS;
      leaves.forEach((leaf, i) => {
        const row = stored.get(first + i);
        const failure = compareRow({ suite, tree }, BigInt(first + i), leaf, row);
        if (failure) counts = add(counts, { ...NO_ROWS, failures: [failure] });
        else if (row?.state === 'withheld') counts = add(counts, { ...NO_ROWS, withheld: 1 });
        else if (row?.state === 'sealed') counts = add(counts, { ...NO_ROWS, sealed: 1 });
        else if (row?.state === 'erased')
          counts = add(counts, { ...NO_ROWS, erased: { [row.erasure ?? '']: [row.entry] } });
        else counts = add(counts, { ...NO_ROWS, compared: 1, resultsWithheld: row?.resultWithheld ? 1 : 0 });
      });
      seen.set(first, counts);
    },
    upTo(next) {
      for (const [first, counts] of [...seen].sort(([a], [b]) => a - b)) {
        if (first >= next) break;
        total = add(total, counts);
        seen.delete(first);
      }
      return total;
    },
  };
}

const add = (a: RowCounts, b: RowCounts): RowCounts => ({
  compared: a.compared + b.compared,
  resultsWithheld: a.resultsWithheld + b.resultsWithheld,
  withheld: a.withheld + b.withheld,
  skipped: a.skipped + b.skipped,
  sealed: a.sealed + b.sealed,
  erased: together(a.erased, b.erased),
  failures: b.failures.length === 0 ? a.failures : [...a.failures, ...b.failures],
});

function together(a: RowCounts['erased'], b: RowCounts['erased']): RowCounts['erased'] {
  const entries = Object.entries(b);
  if (entries.length === 0) return a;
  return { ...a, ...Object.fromEntries(entries.map(([by, ids]) => [by, [...(a[by] ?? []), ...ids]])) };
}

/** What is malformed is the tree's to report. */
export function leavesOf(bundle: Uint8Array): Uint8Array[] {
  try {
    return parseBundle(bundle);
  } catch {
    return [];
  }
}
