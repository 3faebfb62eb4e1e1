/** New entries as they take their places in the log: its order has no gaps, whoever wrote them and whenever they became durable. */
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditLiveEntry } from '@duecheck/core/contract';
import { sql } from 'kysely';
import { auditorOf } from '../identity/auditors.ts';
import type { Account } from '../identity/tokens.ts';
import { textArray } from '../store/binary-arrays.ts';
import type { World } from '../world.ts';
import { readBounded } from './read-bounded.ts';
import { type EntryRow, selectEntries, toldEntry } from './told-entry.ts';

const LOOK_MS = 1_000;
/** Proxies cut connections that say nothing for half a minute. */
const HEARTBEAT_MS = 10_000;
/** Then the watcher comes again, with a token that is still good. */
const MOST_MS = 10 * 60_000;
/** Of one look: who comes back after a night reads on in steps. */
const AT_ONCE = 200;

export interface LogWatcher {
  readonly caller: Account;
  /** The first place that is told of. */
  readonly from: number;
  readonly signal: AbortSignal;
}

/** The role is asked each time: who loses it is told no more. */
export async function* watchLog(world: World, { caller, from, signal }: LogWatcher): AsyncGenerator<string> {
  const began = performance.now();
  let saidAt = began;
  let { next, origin } = { next: from, origin: world.register.origin };
  yield ': watching\n\n';
  while (!signal.aborted && performance.now() - began < MOST_MS) {
    if (world.register.origin !== origin) [origin, next] = [world.register.origin, 0];
    const look = await entriesFrom(world, { caller, from: next, signal });
    next = look.next;
    for (const entry of look.entries) yield `id: ${entry.index}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`;
    if (look.entries.length > 0) saidAt = performance.now();
    if (look.more) continue;
    if (performance.now() - saidAt >= HEARTBEAT_MS) {
      saidAt = performance.now();
      yield ': still here\n\n';
    }
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function entriesFrom(world: World, { caller, from, signal }: LogWatcher) {
  const { sees } = await auditorOf(world, caller);
  const { today } = await world.legal(world.db);
  const size = Number(world.register.head().size);
  const until = Math.min(size, from + AT_ONCE);
  const within = sees === 'everything' ? sql`true` : sql`e.organisation = any(${textArray([...sees])}::text[])`;
  const rows = await readBounded(
    world.db,
    sql<EntryRow>`
      ${selectEntries(today)}
       where p.origin = ${world.register.origin} and p.seq >= ${from} and p.seq < ${until} and ${within}
       order by p.seq`,
    { signal },
  );
  return { entries: rows.map((row) => liveOf(row, today)), next: Math.max(from, until), more: until < size };
}

function liveOf(row: EntryRow, today: Parameters<typeof toldEntry>[1]): AuditLiveEntry {
  const { place, columns, ...entry } = toldEntry(row, today);
  if (columns === null) return { ...entry, index: place?.index ?? 0, columns };
  const { subjectKey: _, caseKey: __, surnameKey: ___, nameKey: ____, ...clear } = columns;
  return { ...entry, index: place?.index ?? 0, columns: clear };
}
