/**
 * An open page is a witness too: it looks at the head now and then, and what it has seen must still be there. An alarm stays until
 * somebody explains it, also over a reload.
 */
import { signal } from '@preact/signals';
import { kept } from '../house/kept.ts';
import { compareHead, type HeadFault } from './compare-head.ts';
import { registerText } from './register-text.ts';
import { forgetHeads, newestSeen, rememberHead, trust } from './trust.ts';

export interface HeadAlarm {
  readonly code: HeadFault;
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

/** Rejects where the gateway does not answer, which is no alarm. */
export async function lookAtHead(): Promise<void> {
  if (headAlarm.value !== null) return;
  for (let tries = 1; ; tries++) {
    // What was seen is read before the head is asked for: it can only have grown in between.
    const known = await trust();
    const served = (await registerText('/register/checkpoint')) ?? '';
    const found = await compareHead(known, served);
    if (found === null) return rememberHead(served);
    if ((found === 'rollback' || found === 'origin') && tries < BEHIND_TRIES) {
      await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
      continue;
    }
    const before = newestSeen(known);
    const seen = before === null ? null : (known.seen[before] ?? null);
    const alarm = { code: found, seen, served, at: new Date().toISOString() };
    stored.write(alarm);
    headAlarm.value = alarm;
    return;
  }
}

/** After somebody explained it: what is served now is where it begins anew. */
export function explained(): void {
  forgetHeads();
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
