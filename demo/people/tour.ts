import { residentId, withCheck } from './numbers.ts';
import type { RecordPlan } from './records.ts';
import type { RegistryEntry } from './types.ts';

/** A candidate whom the tour meets: always the same number, name and row, whatever the seed. */
export interface TourPerson {
  /** As the identity registry knows them; null: nobody has this number. */
  readonly registered: RegistryEntry | null;
  /** As the hiring system shows them. */
  readonly shown: { readonly name: string; readonly number: string };
  /** Last part of RL-2026-…, and of the case's own number. */
  readonly row: number;
  readonly records: readonly RecordPlan[];
}

const resident = (name: string, birth: string, sequence: number): RegistryEntry => ({
  kind: 'resident-id',
  number: residentId(birth, sequence),
  name,
  type: 'individual',
});

const person = (row: number, registered: RegistryEntry, records: readonly RecordPlan[], shownName = registered.name) =>
  ({ row, registered, shown: { name: shownName, number: registered.number }, records }) satisfies TourPerson;

const wrongDigit = (right: string): string => right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');

export const TOUR = {
  /** Clear. */
  a: person(412, resident('江一鸣', '18950615', 103), [{ type: 'person-identity', situation: 'without-end' }]),
  /** Cheated in a civil-service examination, as the competent authority decided: cancelling the hiring is on offer. */
  b: person(413, resident('周映川', '18900101', 1), [
    { type: 'exam-integrity', behaviour: 'civil-exam-cheating', situation: 'effective' },
  ]),
  /** Clear; decided during the outage. */
  c: person(414, resident('沈知远', '18900101', 2), []),
  /** The registry has another name to this number. */
  mismatch: person(415, resident('罗晓曼', '18991231', 998), [], '罗小满'),
  /** The host's own data have a wrong check digit. */
  wrongDigit: {
    row: 416,
    registered: null,
    shown: { name: '唐若溪', number: wrongDigit(residentId('18900101', 7)) },
    records: [],
  },
  /** A record under dispute, which never stands alone. */
  disputed: person(417, resident('欧阳书和', '18930308', 21), [
    { type: 'exam-integrity', behaviour: 'civil-exam-cheating', situation: 'disputed' },
  ]),
  /** A listing whose last day is today: still in force, gone tomorrow. */
  endingToday: person(418, resident('阿依古丽·买买提', '18960229', 14), [
    { type: 'serious-dishonesty-listing', behaviour: 'serious-refusal-duty', situation: 'ending-today' },
  ]),
  /** Repaired, and as if never there. */
  repaired: person(419, resident('方𠮷', '18971111', 33), [
    { type: 'judgment-debtor', behaviour: 'dishonest-judgment-debtor', situation: 'repaired' },
  ]),
  /** Listed under a residence permit for residents of Hong Kong. */
  residencePermit: person(
    420,
    {
      kind: 'residence-permit',
      number: withCheck('81000018900101001', 'residence-permit'),
      name: '何乐山',
      type: 'individual',
    },
    [],
  ),
  /** Nothing in the own store: only the city's platform knows of the cheating. */
  atCity: person(421, resident('路遥川', '18940919', 52), [
    { type: 'exam-integrity', behaviour: 'civil-exam-cheating', situation: 'effective', at: ['city'] },
  ]),
  /** The same decision in the own store and at both platforms, each writing it in its own way: one record, shown once. */
  everywhere: person(422, resident('闻人雪', '18920720', 64), [
    {
      type: 'exam-integrity',
      behaviour: 'civil-exam-cheating',
      situation: 'effective',
      at: ['own', 'city', 'province'],
    },
  ]),
} as const satisfies Record<string, TourPerson>;
