/** Building an entry: its row, its two envelopes, its leaf. Checking a row against its leaf. */
import { DuecheckError } from '../errors.ts';
import { type CommittedField, commit, entrySecret, fieldSalt } from './commitment.ts';
import { type EntryRow, OpenColumns } from './entry-row.ts';
import type { EntryType } from './entry-types.ts';
import { type EnvelopeKey, sealEnvelope } from './envelope.ts';
import type { Json } from './jcs.ts';
import type { KeyedIndex } from './keyed-index.ts';
import { commitments, type EntryId, type Leaf, leafBytes } from './leaf.ts';
import { leafHash } from './merkle-hash.ts';
import { commitRow, rowOpening, verifyOpening } from './row-commitment.ts';
import type { Random, Suite } from './suite.ts';

export type JsonObject = { readonly [name: string]: Json };

/** `assurance`: how surely the identity provider knew who it was (its `acr`), or null. */
export type CommittedActor = {
  readonly iss: string;
  readonly sub: string;
  readonly organisation: string;
  readonly role: string;
  readonly assurance: string | null;
};

/** Normalised: `parseIdentity(…).canonical` and `normaliseName(…)`. */
export type CommittedSubject = { readonly kind: string; readonly number: string; readonly name: string };

export interface EntryInput {
  readonly id: EntryId;
  readonly type: EntryType;
  /** The organ in whose name; the actor's own organisation may be above it. */
  readonly organisation: string;
  readonly decisionPoint: string | null;
  readonly outcomeClass: EntryRow['outcomeClass'];
  readonly occurredAt: string;
  readonly round: string | null;
  /** In any order; sorted and made unique here. */
  readonly flags: readonly string[];
  readonly checkId: string | null;
  readonly decisionId: string | null;
  readonly index: EntryIndex | null;
  readonly actor: CommittedActor;
  readonly subject: CommittedSubject | null;
  /** What was asked: decision point, case, matter, round, origin, fields, list versions; or what the act was about. */
  readonly request: JsonObject | null;
  /** What came of it: class, record ids, digest of the answer. */
  readonly outcome: JsonObject | null;
  /** Content of the envelopes; the person's only where there is a subject. */
  readonly person: JsonObject | null;
  readonly office: JsonObject;
}

export interface EntryIndex {
  readonly subjectKey: KeyedIndex | null;
  readonly caseKey: KeyedIndex | null;
  readonly surnameKey: KeyedIndex | null;
  readonly nameKey: KeyedIndex | null;
  readonly pepperVersion: number;
}

/** The subject's key of (register, year), null exactly where there is no subject; the organisation's key of the month. */
export interface EntryKeys {
  readonly person: EnvelopeKey | null;
  readonly office: EnvelopeKey;
}

export interface BuiltEntry {
  readonly row: EntryRow;
  readonly leaf: Leaf;
  readonly leafBytes: Uint8Array;
  readonly leafHash: Uint8Array;
}

export type EntryCode = 'bad-entry';

/**
 * @param random for the envelopes' nonces; all else is determined by input and keys.
 * @throws DuecheckError `bad-entry`: a column is not in its form, or subject and person key do not go together
 */
export async function buildEntry(
  input: EntryInput,
  keys: EntryKeys,
  suite: Suite,
  random: Random,
): Promise<BuiltEntry> {
  if ((input.subject === null) !== (keys.person === null) || (input.person !== null && keys.person === null))
    throw new DuecheckError<EntryCode>('bad-entry', 'a subject and the key of a subject go together');
  const of = (name: 'person' | 'office', key: EnvelopeKey) => ({ entryId: input.id, name, key });
  const [personSealed, officeSealed] = await Promise.all([
    input.person && keys.person ? sealEnvelope(of('person', keys.person), input.person, suite, random) : null,
    sealEnvelope(of('office', keys.office), input.office, suite, random),
  ]);
  const row: EntryRow = { ...openColumns(input, keys, suite), personSealed, officeSealed };

  const secret = secretOf(input.id, keys, suite);
  const values: Record<Exclude<CommittedField, 'row'>, Json> = {
    actor: input.actor,
    subject: input.subject,
    request: input.request,
    outcome: input.outcome,
  };
  const committed = (field: CommittedField): Uint8Array => {
    const salt = fieldSalt(secret, field, suite);
    return field === 'row'
      ? commitRow(row, salt, suite)
      : commit({ entryId: input.id, field, value: values[field], salt }, suite);
  };
  const leaf: Leaf = {
    v: 1,
    suite: suite.id,
    id: input.id,
    type: input.type,
    commitments: commitments(committed),
  };
  const bytes = leafBytes(leaf);
  return { row, leaf, leafBytes: bytes, leafHash: leafHash(bytes, suite.hash) };
}

/** The salt that opens one field of an entry, for whoever may see that field; of `row`, the key of its two salts. */
export const saltOf = (entryId: EntryId, field: CommittedField, keys: EntryKeys, suite: Suite): Uint8Array =>
  fieldSalt(secretOf(entryId, keys, suite), field, suite);

/** Whether every column and both envelopes are as they were when the leaf was made. @param salt of the field `row`. */
export const verifyRow = (row: EntryRow, salt: Uint8Array, leaf: Leaf, suite: Suite): boolean =>
  row.id === leaf.id && verifyOpening(rowOpening(row, salt, 'whole', suite), leaf, suite);

/** Entries without a subject hang on the organisation's key of the month (PROTOCOL, Register). */
const secretOf = (entryId: EntryId, keys: EntryKeys, suite: Suite): Uint8Array =>
  entrySecret((keys.person ?? keys.office).key, entryId, suite);

const NO_INDEX = { subjectKey: null, caseKey: null, surnameKey: null, nameKey: null, pepperVersion: null };

/** @throws DuecheckError `bad-entry`: a row that its own auditors could not parse must never be committed to. */
function openColumns(input: EntryInput, keys: EntryKeys, suite: Suite): OpenColumns {
  const { success, data, error } = OpenColumns.safeParse({
    id: input.id,
    type: input.type,
    suite: suite.id,
    organisation: input.organisation,
    decisionPoint: input.decisionPoint,
    actorIss: input.actor.iss,
    actorSub: input.actor.sub,
    role: input.actor.role,
    outcomeClass: input.outcomeClass,
    occurredAt: input.occurredAt,
    round: input.round,
    flags: [...new Set(input.flags)].sort(),
    checkId: input.checkId,
    decisionId: input.decisionId,
    ...(input.index ?? NO_INDEX),
    personKid: keys.person?.kid ?? null,
    officeKid: keys.office.kid,
  });
  if (success) return data;
  throw new DuecheckError<EntryCode>('bad-entry', `column ${error.issues[0]?.path.join('.')} is not in its form`);
}
