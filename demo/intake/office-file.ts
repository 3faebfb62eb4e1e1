/** What the files of offices are made of: a row maker each, and the many ways in which offices write one day. */
import { addDays, type CivilDate } from '@duecheck/core/time';
import { bodyName, personName } from '../people/names.ts';
import { uscc } from '../people/numbers.ts';
import { createRandom } from '../people/random.ts';
import { numberOf } from './penalty-rows.ts';

export type FileForm = 'csv' | 'csv-with-mark' | 'csv-gb18030' | 'xlsx' | 'ndjson';

export interface Subject {
  readonly name: string;
  readonly number: string;
}

export interface OfficeFile {
  /** Record type of the data catalogue. */
  readonly type: string;
  readonly name: string;
  readonly form: FileForm;
  /** What its layout has no column for, so that the importer states it for the whole file: header → value. */
  readonly stated?: Readonly<Record<string, string>>;
  readonly subject: (n: number) => Subject;
  /** Header → cell; every row of a file has the same headers. */
  readonly row: (subject: Subject, n: number) => Readonly<Record<string, string>>;
}

/** Beyond the numbers of the demonstration's own people: an import by hand changes nothing that the tour shows. */
const APART = 700_000;

export const person = (n: number): Subject => ({
  name: personName(createRandom(`intake-${n}`)),
  number: numberOf(APART + n),
});
export const company = (n: number): Subject => ({
  name: bodyName.company(createRandom(`intake-${n}`), APART + n),
  number: uscc('91', APART + n),
});
export const organ = (n: number): Subject => ({
  name: bodyName.organ(createRandom(`intake-${n}`), APART + n),
  number: uscc('11', APART + n),
});

/** 演罚字〔2026〕1号: the sign says that no organ issued it. */
export const documentNumber = (sign: string, n: number): string => `${sign}〔2026〕${n + 1}号`;

/** From `first` on, one day later each row, in four ways of writing it: 2026-1-5, 20260106, 2026年1月7日, 2026/01/08. */
export function day(n: number, first: CivilDate = '2026-01-05' as CivilDate): string {
  const civil = addDays(first, n % 28);
  const [year = '', month = '', date = ''] = civil.split('-');
  const forms = [
    `${year}-${Number(month)}-${Number(date)}`,
    `${year}${month}${date}`,
    `${year}年${Number(month)}月${Number(date)}日`,
    `${year}/${month}/${date}`,
  ];
  return forms[n % forms.length] as string;
}

const ENDS = ['2028年6月30日', '长期', '2099-12-31', '20271231'] as const;
/** A last day; every second row writes one of the two forms of "without end". */
export const validity = (n: number): string => ENDS[n % ENDS.length] as string;
const TERMS = ['2028年6月30日', '2028-6-30', '20280630', '2028/06/30'] as const;
/** 2028-06-30, in four ways of writing it. */
export const term = (n: number): string => TERMS[n % TERMS.length] as string;
