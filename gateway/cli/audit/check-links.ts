/** That the logs of a register are one row: each says where it began and ended, and none is left out. */
import { toBase64 } from '@duecheck/core/bytes';
import type { LogListAnswer } from '@duecheck/core/contract';
import type { EntryType } from '@duecheck/core/register';
import { type CivilDate, isCivilDate } from '@duecheck/core/time';
import * as z from 'zod/mini';
import { LOG_TERM } from '../../erasure/erase-person.ts';
import { parseOrigin } from '../../register/log-origin.ts';
import { type AuditedLog, leafAt } from './leaf-at.ts';
import { type ProvingWorld, provenRequest } from './proven-request.ts';

export type ListedLog = LogListAnswer['logs'][number];

export type LinkFailure =
  /** It begins with an entry that names a log before it, and the register lists none. */
  | { readonly code: 'log-missing'; readonly origin: string }
  /** Its first entry does not name the log before it as that stands. */
  | { readonly code: 'beginning-unproven'; readonly origin: string }
  /** It goes on no more, and its last entry does not say so. */
  | { readonly code: 'end-unproven'; readonly origin: string }
  /** Entries were removed, and no entry says so, or says a day on which their time was not over. */
  | { readonly code: 'removal-unproven'; readonly origin: string }
  /** They were published and are lost; a new epoch says so. */
  | {
      readonly code: 'entries-lost';
      readonly origin: string;
      readonly first: bigint;
      readonly last: bigint;
      readonly reason: string;
    };

/** A log whose ten years are over. */
export interface RemovedLog {
  readonly origin: string;
  readonly size: bigint;
  /** The civil day on which its entries were removed. */
  readonly on: string;
  readonly entry: string;
}

export interface Links {
  readonly failures: readonly LinkFailure[];
  readonly removed: readonly RemovedLog[];
}

const StatedHead = z.object({ origin: z.string(), size: z.int(), root: z.string() });
const Opened = z.object({ observed: z.object({ previous: StatedHead }) });
const Epoch = z.object({
  observed: z.object({ lost: StatedHead, held: z.nullable(StatedHead) }),
  claimed: z.object({ reason: z.string() }),
});
const Ended = z.object({ observed: z.object({ log: z.string(), next: z.string() }) });
const Removed = z.object({ observed: z.object({ removed: StatedHead, on: z.string() }) });

/** @param heads of all listed logs as their checkpoints sign them, also of those that were removed. */
export async function checkLinks(
  world: ProvingWorld,
  listed: readonly ListedLog[],
  heads: ReadonlyMap<string, Pick<AuditedLog, 'origin' | 'size' | 'root'>>,
  today: CivilDate,
): Promise<Links> {
  const failures: LinkFailure[] = [];
  const removed: RemovedLog[] = [];
  for (const [at, log] of listed.entries()) {
    const before = listed[at - 1];
    const next = listed[at + 1];
    if (log.state === 'gone') {
      const gone = await removalOf(world, log, heads.get(log.origin), today);
      if (gone === undefined) failures.push({ code: 'removal-unproven', origin: log.origin });
      else removed.push(gone);
      continue;
    }
    if (before === undefined) {
      if (await beginsWithAnother(world, log)) failures.push({ code: 'log-missing', origin: log.origin });
    } else failures.push(...(await beginning(world, log, heads.get(before.origin), heads)));
    if (next !== undefined && log.state !== 'lost' && !(await endsBefore(world, log, next)))
      failures.push({ code: 'end-unproven', origin: log.origin });
  }
  return { failures, removed };
}

type SignedHead = Pick<AuditedLog, 'origin' | 'size' | 'root'> | undefined;

const isThat = (stated: z.infer<typeof StatedHead>, head: SignedHead): boolean =>
  head !== undefined &&
  stated.origin === head.origin &&
  BigInt(stated.size) === head.size &&
  stated.root === toBase64(head.root);

async function beginning(
  world: ProvingWorld,
  { origin, opened }: ListedLog,
  before: SignedHead,
  heads: ReadonlyMap<string, NonNullable<SignedHead>>,
): Promise<LinkFailure[]> {
  const unproven: LinkFailure[] = [{ code: 'beginning-unproven', origin }];
  const proven = await provenRequest(world, opened);
  if (proven === undefined || proven.origin !== origin || proven.index !== 0n) return unproven;
  if (proven.type === 'shard.opened') {
    const said = Opened.safeParse(proven.request);
    return said.success && isThat(said.data.observed.previous, before) ? [] : unproven;
  }
  const said = Epoch.safeParse(proven.request);
  if (proven.type !== 'epoch.opened' || !said.success || before === undefined) return unproven;
  const { lost, held } = said.data.observed;
  // Of the log before it as a rule; of an earlier one where that one's loss was found out in parts.
  const left = heads.get(lost.origin);
  if (left === undefined || (held !== null && !isThat(held, before))) return unproven;
  const { reason } = said.data.claimed;
  return [{ code: 'entries-lost', origin: lost.origin, first: left.size, last: BigInt(lost.size) - 1n, reason }];
}

async function endsBefore(world: ProvingWorld, { origin, ended, size }: ListedLog, next: ListedLog): Promise<boolean> {
  const proven = await provenRequest(world, ended);
  const said = Ended.safeParse(proven?.request);
  return (
    proven?.type === 'shard.ended' &&
    proven.origin === origin &&
    proven.index === BigInt(size) - 1n &&
    said.success &&
    said.data.observed.next === next.origin
  );
}

async function removalOf(
  world: ProvingWorld,
  { gone }: ListedLog,
  head: SignedHead,
  today: string,
): Promise<RemovedLog | undefined> {
  const proven = await provenRequest(world, gone);
  const said = Removed.safeParse(proven?.request);
  if (proven?.type !== 'shard.removed' || !said.success || head === undefined) return undefined;
  const { removed, on } = said.data.observed;
  const over = `${(parseOrigin(head.origin)?.year ?? 0) + LOG_TERM.years}-12-31`;
  // By the auditor's own clock: whoever removes entries early could name any day.
  const isOver = isCivilDate(on) && on > over && on <= today;
  return isOver && isThat(removed, head) ? { origin: head.origin, size: head.size, on, entry: gone ?? '' } : undefined;
}

const BEGINNINGS: readonly EntryType[] = ['shard.opened', 'epoch.opened'];

/** Asked of the leaf itself, which nobody can leave out. */
async function beginsWithAnother({ logs, tree }: ProvingWorld, { origin }: ListedLog): Promise<boolean> {
  const log = logs.get(origin);
  const first = log && (await leafAt(log, 0n, tree));
  return first !== undefined && BEGINNINGS.includes(first.type);
}
