/** One picture of several sources: the same record from city, province and own store is shown once. */
import type { CreditRecord, RecordState } from '@duecheck/core/assess';
import type { CivilDate } from '@duecheck/core/time';
import { sameText } from '../intake/record-id.ts';

/** The same record wherever it was delivered: organ, document number and type, of one subject (FORMATS §6). */
export const recordIdentity = (record: Pick<CreditRecord, 'type' | 'organ' | 'documentNumber'>): string =>
  [record.type, sameText(record.organ), sameText(record.documentNumber)].join('\n');

const ENDED: readonly RecordState[] = ['repaired', 'withdrawn', 'sealed'];

/**
 * Where copies differ, the word that protects the person stands: ended in one is ended in all (DESIGN §1.6), disputed in
 * one is disputed, the earliest last day counts. Everything else is the first copy's.
 *
 * @param copies in order of trust: the own store's first, then the platforms'
 * @param ended identities that the own store knows as over, although it does not hand them out
 */
export function mergeRecords(copies: readonly CreditRecord[], ended: ReadonlySet<string>): CreditRecord[] {
  const byIdentity = new Map<string, CreditRecord[]>();
  for (const copy of copies) {
    const identity = recordIdentity(copy);
    byIdentity.set(identity, [...(byIdentity.get(identity) ?? []), copy]);
  }
  return [...byIdentity].flatMap(([identity, same]) => {
    const [first, ...others] = same;
    if (first === undefined || ended.has(identity) || same.some(({ state }) => ENDED.includes(state))) return [];
    return others.length === 0 ? [first] : [together(first, same)];
  });
}

function together(first: CreditRecord, same: readonly CreditRecord[]): CreditRecord {
  const disputed = same.filter(({ state }) => state === 'disputed');
  const answers = disputed.flatMap(({ disputeDueBy }) => disputeDueBy ?? []).sort();
  const state =
    disputed.length > 0 ? 'disputed' : same.some((one) => one.state === 'corrected') ? 'corrected' : first.state;
  const { disputeDueBy: _, ...rest } = first;
  return {
    ...rest,
    state,
    ...(answers[0] === undefined ? {} : { disputeDueBy: answers[0] }),
    publishUntil: earliest(same, 'publishUntil'),
    useUntil: earliest(same, 'useUntil'),
    retainUntil: earliest(same, 'retainUntil'),
  };
}

const earliest = (same: readonly CreditRecord[], day: 'publishUntil' | 'useUntil' | 'retainUntil'): CivilDate | null =>
  same.flatMap((one) => one[day] ?? []).sort()[0] ?? null;
