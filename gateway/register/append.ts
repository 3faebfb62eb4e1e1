/** Drafts become entries in the caller's transaction: durable with the business rows they belong to, or not at all. */
import { fromBase64Url } from '@duecheck/core/bytes';
import type { OutcomeKind } from '@duecheck/core/contract';
import {
  type BuiltEntry,
  buildEntry,
  type EntryId,
  type EntryIndex,
  type IndexUse,
  type JsonObject,
  type KeyedIndex,
  keyedIndex,
  type Random,
  type Suite,
} from '@duecheck/core/register';
import { normaliseName } from '@duecheck/core/subject';
import { legalDateOf } from '@duecheck/core/time';
import type { Clock } from '../clock.ts';
import type { KeyRing, Pepper } from '../keys/key-ring.ts';
import { type KeyRef, keyRefText, type SubjectKeys } from '../keys/subject-keys.ts';
import type { Trx } from '../store/database.ts';
import type { AppendedEntry, EntryDraft } from './entry-draft.ts';
import { insertEntries, type ShownRecord } from './insert-entries.ts';
import { surnameOf } from './surname.ts';

export interface AppendWorld {
  readonly keys: KeyRing;
  readonly subjectKeys: SubjectKeys;
  readonly suite: Suite;
  readonly clock: Clock;
  readonly random: Random;
  readonly newEntryId: (now: number) => EntryId;
}

/** The gateway as an actor: a job, a start, a clock. */
const SYSTEM = { iss: 'urn:duecheck:gateway', sub: 'system', role: 'system', assurance: null };

/** @returns the entries in the order of the drafts. @throws DuecheckError as `buildEntry`; database errors as they come */
export async function appendEntries(
  trx: Trx,
  world: AppendWorld,
  drafts: readonly EntryDraft[],
): Promise<AppendedEntry[]> {
  const pepper = world.keys.current('pepper');
  const now = world.clock.now();
  const occurredAt = new Date(now).toISOString();
  const today = legalDateOf(occurredAt);
  const keyed = keyedOnce(pepper, world.suite);
  const prepared = drafts.map((draft) => {
    const index = indexOf(draft, pepper.version, keyed);
    const office: KeyRef = { kind: 'office', organisation: draft.organisation, month: today.slice(0, 7) };
    const person: KeyRef | null = index?.subjectKey
      ? {
          kind: 'subject',
          subjectKey: fromBase64Url(index.subjectKey),
          use: 'register',
          year: Number(today.slice(0, 4)),
        }
      : null;
    return { draft, index, office, person };
  });
  const refs = prepared.flatMap(({ office, person }) => (person ? [office, person] : [office]));
  const taken = await world.subjectKeys.take(trx, refs);
  const keyFor = (ref: KeyRef) => ({ kid: keyRefText(ref), key: taken[refs.indexOf(ref)] as Uint8Array });

  const built: BuiltEntry[] = [];
  for (const { draft, index, office, person } of prepared) {
    const keys = { office: keyFor(office), person: person && keyFor(person) };
    built.push(
      await buildEntry(inputOf(world.newEntryId(now), draft, index, occurredAt), keys, world.suite, world.random),
    );
  }
  await insertEntries(trx, built, shownBy(built, drafts), new Date(now));
  return built.map(({ row, leaf, leafHash }) => ({
    id: row.id,
    leafHash,
    subjectCommitment: fromBase64Url(leaf.commitments.subject),
    occurredAt,
  }));
}

function inputOf(
  id: EntryId,
  draft: EntryDraft,
  index: EntryIndex | null,
  occurredAt: string,
): Parameters<typeof buildEntry>[0] {
  const actor = draft.actor ?? SYSTEM;
  const { decisionPoint, organisation, outcome, round = null } = draft;
  return {
    id,
    type: draft.type,
    organisation,
    decisionPoint,
    outcomeClass: outcome === null ? null : outcomeKind(outcome.class),
    occurredAt,
    round,
    flags: draft.flags ?? [],
    checkId: draft.checkId ?? null,
    decisionId: draft.decisionId ?? null,
    index,
    actor: { ...actor, organisation },
    subject: draft.subject && { ...draft.subject, name: draft.subject.name ?? '' },
    request: committedRequest(draft),
    outcome: outcome && { class: outcome.class, records: outcome.records, answerDigest: outcome.answerDigest ?? null },
    person: (draft.person as JsonObject | undefined) ?? null,
    office: { actor: { ...actor }, ...(draft.office as JsonObject | undefined) },
  };
}

/** What the commitment `request` of an entry is over. */
export const committedRequest = ({ decisionPoint, case: ofCase, round, request }: EntryDraft): JsonObject => ({
  decisionPoint,
  case: ofCase,
  round: round ?? null,
  ...(request as JsonObject),
});

const OUTCOME_KINDS: Readonly<Record<OutcomeKind, true>> = {
  clear: true,
  findings: true,
  unknown: true,
  refused: true,
};

/** The column is for searching by kind; reason and effect are in the committed outcome. */
function outcomeKind(outcomeClass: string): OutcomeKind | null {
  const [kind = ''] = outcomeClass.split(':');
  return kind in OUTCOME_KINDS ? (kind as OutcomeKind) : null;
}

type Keyed = (use: IndexUse, ...parts: string[]) => KeyedIndex;

/** The INTENT and the RESULT of a check are about one person and one case. */
function keyedOnce(pepper: Pepper, suite: Suite): Keyed {
  const known = new Map<string, KeyedIndex>();
  return (use, ...parts) => {
    const name = JSON.stringify([use, parts]);
    const index = known.get(name) ?? keyedIndex(pepper.bytes, use, parts, suite);
    known.set(name, index);
    return index;
  };
}

function indexOf(
  { subject, case: ofCase, organisation, decisionPoint }: EntryDraft,
  pepperVersion: number,
  keyed: Keyed,
): EntryIndex | null {
  if (subject === null && ofCase === null) return null;
  const name = normaliseName(subject?.name ?? '').compared;
  const surname = surnameOf(name);
  return {
    subjectKey: subject && keyed('subject', subject.kind, subject.number),
    caseKey: ofCase && keyed('case', organisation, decisionPoint ?? '', ofCase.key),
    surnameKey: surname === null ? null : keyed('surname', surname),
    nameKey: name === '' ? null : keyed('name', name),
    pepperVersion,
  };
}

const shownBy = (built: readonly BuiltEntry[], drafts: readonly EntryDraft[]): ShownRecord[] =>
  built.flatMap(({ row }, i) => [...new Set(drafts[i]?.outcome?.records)].map((record) => ({ entry: row.id, record })));
