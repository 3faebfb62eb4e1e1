/** What an entry about nobody says, believed only because its leaf, which commits to it, lies under an audited head. */
import { fromBase64Url } from '@duecheck/core/bytes';
import { type EntryType, type Json, openCommitment, type Suite, type TreeHash } from '@duecheck/core/register';
import * as z from 'zod/mini';
import type { GatewayLog } from './gateway-log.ts';
import { type AuditedLog, leafAt } from './leaf-at.ts';

export interface ProvingWorld {
  readonly suite: Suite;
  readonly tree: TreeHash;
  readonly about: GatewayLog['about'];
  /** By name. */
  readonly logs: ReadonlyMap<string, AuditedLog>;
}

export interface ProvenRequest {
  readonly type: EntryType;
  readonly origin: string;
  readonly index: bigint;
  readonly request: unknown;
}

const Opening = z.object({
  entry: z.string(),
  place: z.object({ origin: z.string(), index: z.int() }),
  request: z.record(z.string(), z.unknown()),
  salt: z.string(),
});

/** @returns undefined where the register does not show it, or shows something else */
export async function provenRequest(
  { suite, tree, about, logs }: ProvingWorld,
  entry: string | null,
): Promise<ProvenRequest | undefined> {
  if (entry === null) return undefined;
  const { success, data } = Opening.safeParse(await about(`entry/${encodeURIComponent(entry)}/opening`));
  const log = success ? logs.get(data.place.origin) : undefined;
  if (!success || log === undefined) return undefined;
  const index = BigInt(data.place.index);
  const leaf = await leafAt(log, index, tree);
  if (leaf?.id !== entry) return undefined;
  try {
    const salt = fromBase64Url(data.salt);
    if (!openCommitment(leaf, 'request', data.request as Json, salt, suite)) return undefined;
    return { type: leaf.type, origin: log.origin, index, request: data.request };
  } catch (error) {
    // A salt that is not in its form opens nothing.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
