import { auditPlan, createTreeAudit, type FetchTile, fetchTileOrFull, treeHash } from '@duecheck/core/register';
import { expect } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';

/** A register, which is its newest log, or one of its logs. */
export interface ReadableLog {
  readonly head: () => { readonly size: bigint; readonly root: Uint8Array };
  readonly fetchTile: FetchTile;
}

export const tree = treeHash(intl1.hash);

/**
 * Reads the published tree as any C2SP client would, and expects it to be sound and to extend the head seen before.
 * @returns the ids in the order of the log
 */
export async function readLog(register: ReadableLog, known?: { size: bigint; root: Uint8Array }): Promise<string[]> {
  const { size, root } = register.head();
  const ids: string[] = [];
  const audit = createTreeAudit({
    size,
    root,
    tree,
    ...(known && { known }),
    onEntry: (_, leaf) => ids.push(JSON.parse(Buffer.from(leaf).toString()).id),
  });
  for (const tile of auditPlan(size)) audit.take(tile, await fetchTileOrFull(tile, register.fetchTile));
  expect(audit.finish()).toEqual([]);
  return ids;
}
