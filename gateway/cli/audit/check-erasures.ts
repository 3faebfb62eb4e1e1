/** That emptied rows were emptied lawfully: each is counted by an entry of type `erasure`, which commits to exactly those. */
import * as z from 'zod/mini';
import { digestOfEntries } from '../../erasure/empty-entries.ts';
import { type ProvingWorld, provenRequest } from './proven-request.ts';
import type { RowCounts } from './row-comparison.ts';

export interface ErasureFailure {
  readonly code: 'erasure-unproven';
  /** The entry that is said to have emptied them. */
  readonly erasure: string;
  readonly entries: number;
}

const Erasure = z.object({ observed: z.object({ entries: z.int(), digest: z.string() }) });

/** @param whole whether every row of the register was seen: else some of an erasure's entries are not here. */
export async function checkErasures(
  world: ProvingWorld,
  erased: RowCounts['erased'],
  { whole }: { readonly whole: boolean },
): Promise<ErasureFailure[]> {
  const failures: ErasureFailure[] = [];
  for (const [erasure, ids] of Object.entries(erased)) {
    const proven = await provenRequest(world, erasure);
    const said = Erasure.safeParse(proven?.request);
    const is =
      proven?.type === 'erasure' &&
      said.success &&
      (!whole ||
        (said.data.observed.entries === ids.length && said.data.observed.digest === digestOfEntries(ids, world.suite)));
    if (!is) failures.push({ code: 'erasure-unproven', erasure, entries: ids.length });
  }
  return failures;
}
