/**
 * An open page is a witness too: it looks at the head now and then, and what it has seen must still be there. An alarm stays until
 * somebody explains it, also over a reload.
 */
import { utf8 } from '@duecheck/core/bytes';
import { isOneHistory, openCheckpoint, parseCheckpoint, parseNote, treeHash } from '@duecheck/core/register';
import { signal } from '@preact/signals';
import { kept } from '../house/kept.ts';
import { fetchTile, registerText } from './register-text.ts';
import { forgetHead, logOf, rememberHead, seenOf, suite, trust } from './trust.ts';

export interface HeadAlarm {
  readonly code: 'rollback' | 'fork' | 'unsigned' | 'origin';
  /** The notes, whole: the evidence. */
  readonly seen: string | null;
  readonly served: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

const stored = kept<HeadAlarm | null>('alarm');
export const headAlarm = signal<HeadAlarm | null>(stored.read());

const LOOK_MS = 30_000;
/** One of several gateways may be a second behind the one that was asked before. */
const BEHIND_TRIES = 4;
const BEHIND_MS = 1_500;

const tree = treeHash(suite.hash);

/** Rejects where the gateway does not answer, which is no alarm. */
export async function lookAtHead(): Promise<void> {
  if (headAlarm.value !== null) return;
  for (let tries = 1; ; tries++) {
    // What was seen is read before the head is asked for: it can only have grown in between.
    const known = await trust();
    const served = (await registerText('checkpoint')) ?? '';
    const found = await compare(known, served);
    if (found === null) return rememberHead(served);
    if (found === 'rollback' && tries < BEHIND_TRIES) {
      await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
      continue;
    }
    const alarm = { code: found, seen: known.seen, served, at: new Date().toISOString() };
    stored.write(alarm);
    headAlarm.value = alarm;
    return;
  }
}

async function compare(known: Awaited<ReturnType<typeof trust>>, served: string): Promise<HeadAlarm['code'] | null> {
  const log = logOf(known);
  const head = (() => {
    try {
      return openCheckpoint(utf8(served), log);
    } catch {
      return null;
    }
  })();
  if (head === null) return originOf(served) === log.name ? 'unsigned' : 'origin';
  const seen = seenOf(known);
  if (seen === null) return null;
  if (head.size < seen.size) return 'rollback';
  return (await isOneHistory(seen, head, { fetchTile, tree })) ? null : 'fork';
}

function originOf(note: string): string | null {
  try {
    return parseCheckpoint(parseNote(utf8(note)).text).origin;
  } catch {
    return null;
  }
}

/** After somebody explained it: what is served now is where it begins anew. */
export function explained(): void {
  forgetHead();
  stored.write(null);
  headAlarm.value = null;
}

/** @returns ends the watch */
export function watchHead(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    void lookAtHead()
      .catch(() => undefined)
      .finally(() => {
        timer = setTimeout(look, LOOK_MS);
      });
  };
  look();
  return () => clearTimeout(timer);
}
