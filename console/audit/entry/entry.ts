/** One entry: read, which is registered, and then verified by this page. */
import type { AuditEntryAnswer } from '@duecheck/core/contract';
import { type CheckedEntry, checkEntry, parseVkey } from '@duecheck/core/register';
import { batch, signal } from '@preact/signals';
import { ask, type Failure } from '../house/ask.ts';
import { tilesOf } from '../log/register-text.ts';
import { originOf, seenOf, suite, trust, verifierFor, witnessesOf } from '../log/trust.ts';
import { isCommitted } from './columns.ts';

export interface Verified extends CheckedEntry {
  /** Of the head seen last; null at a first visit. */
  readonly seenSize: bigint | null;
  readonly quorum: number;
  /** The tlog-proof, to be kept. */
  readonly proof: string | null;
}

export type Opened =
  | { readonly state: 'loading'; readonly id: string }
  | { readonly state: 'failed'; readonly id: string; readonly failure: Failure }
  | {
      readonly state: 'read';
      readonly id: string;
      readonly answer: AuditEntryAnswer;
      /** null while it runs; `outage` where the register's files cannot be had. */
      readonly verified: Verified | 'outage' | null;
    };

export const opened = signal<Opened | null>(null);
let running: AbortController | null = null;

export async function open(id: string): Promise<void> {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  opened.value = { state: 'loading', id };
  const reply = await ask('auditEntry', { params: { id }, signal: mine.signal });
  if (running !== mine) return;
  if (!reply.ok) {
    opened.value = { state: 'failed', id, failure: reply.failure };
    return;
  }
  const { answer } = reply;
  opened.value = { state: 'read', id, answer, verified: null };
  const verified = await verify(answer).catch(() => 'outage' as const);
  if (running === mine) opened.value = { state: 'read', id, answer, verified };
}

export function shut(): void {
  running?.abort();
  batch(() => {
    opened.value = null;
  });
}

/** How often an entry that was just written is asked about; it takes its place within a second. */
const TRIES = 5;
const WAIT_MS = 1_000;

/** Under the newest cosigned head, where there is one: the register's own file, which asks nobody who one is. */
async function proofOf(id: string): Promise<string | null> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const response = await fetch(`/register/entry/${id}/proof`, { cache: 'no-store' });
    if (response.status === 200) return response.text();
    if (response.status !== 202) return null;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return null;
}

async function verify({ entry, leaf, opening, proof }: AuditEntryAnswer): Promise<Verified> {
  const text = (await proofOf(entry.id)) ?? (proof.status === 'proved' ? proof.text : null);
  const known = await trust();
  // Of whichever year's log it is in.
  const origin = originOf(text?.slice(text.indexOf('\n\n') + 2) ?? '') ?? parseVkey(known.vkey, suite).name;
  const seen = seenOf(known, origin);
  const checked = await checkEntry(
    { leaf, proof: text, opening: 'row' in opening ? opening : null },
    {
      ...{ log: verifierFor(known, origin), witnesses: witnessesOf(known), quorum: known.witnesses.quorum },
      ...{ seen, suite, fetchTile: tilesOf(origin) },
    },
  );
  // What the page shows came beside the proof: it must be the same.
  const shown = checked.row === null || isCommitted(entry, checked.row);
  const steps = shown
    ? checked.steps
    : checked.steps.map((step) => (step.step === 'row' ? { ...step, verdict: 'fails' as const } : step));
  return { ...checked, steps, proof: text, seenSize: seen?.size ?? null, quorum: known.witnesses.quorum };
}
