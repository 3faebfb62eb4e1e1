/** A record → a row as the platform would send it. */
import type { Catalogue, RecordType } from '@duecheck/core/catalogue';
import { maskNumber } from '@duecheck/core/subject';
import type { SeedRecord } from '../people/index.ts';
import type { Habits } from './habits.ts';

export type Row = Record<string, string | null>;

export interface RowOptions {
  readonly habits: Habits;
  readonly catalogue: Catalogue;
  /** The day that its data stand for. */
  readonly asOf: string;
}

/** The fields by which any record type says its organ, its document and its day. */
const ORGANS = ['organ', 'decidingOrgan', 'court', 'inOrgan'];
const NUMBERS = ['documentNo', 'decisionNo', 'caseNo', 'contractNo'];
const DAYS = ['decidedOn', 'listedOn', 'inDate', 'publishedOn', 'awardedOn', 'registeredOn', 'signedOn'];
/** Whom it is about stands in columns of its own. */
const SUBJECT = new Set(['name', 'idMasked', 'idKind', 'uscc']);

/** @param again the same record as it came in a second time, written in another way */
export function rowOf(record: SeedRecord, { habits, catalogue, asOf }: RowOptions, again = false): Row {
  const type = catalogue.recordTypes.find((one) => one.id === record.type) as RecordType;
  const { keys } = habits;
  const word = (text: string) => habits.words[text] ?? text;
  const day = (text: string) => (text === '长期' ? habits.withoutEnd : habits.date(text, again));
  const number = habits.documentNumber(record.documentNumber, again);
  const row: Row = {
    [keys.name]: habits.name(record.subject.name),
    [keys.number]: record.subject.number,
    [keys.idKind]: word(record.subject.kind),
    [keys.item]: record.item,
    [keys.state]: word(record.state),
    [keys.publishUntil]: record.publishUntil === null ? habits.withoutEnd : day(record.publishUntil),
    [keys.supplier]: record.organ,
    [keys.updatedAt]: day(asOf),
  };
  const say = (key: string, text: string | undefined) => {
    if (text !== undefined) row[key] = text;
  };
  say(keys.behaviour, record.behaviour);
  say(keys.severity, record.severity && word(record.severity));
  say(keys.domain, record.domain);
  say(keys.occupation, record.occupation);
  say(keys.licence, record.licence);

  const said = { organ: false, number: false, day: false };
  for (const { name, zh, type: kind } of type.fields) {
    const key = habits.key({ name, zh });
    // 有效期/公示截止期 is one column, and the second word is there already.
    if (SUBJECT.has(name) || key in row || zh.split('/').some((word) => word in row)) continue;
    if (ORGANS.includes(name)) {
      row[key] = record.organ;
      said.organ = true;
    } else if (NUMBERS.includes(name)) {
      row[key] = number;
      said.number = true;
    } else if (name === 'decidedOn' || (DAYS.includes(name) && !said.day)) {
      row[key] = day(record.decidedOn);
      said.day = true;
    } else {
      const text = record.fields[name];
      if (text === undefined || text === '') continue;
      row[key] =
        kind === 'date' ? day(text) : kind === 'boolean' ? (text === 'true' ? habits.yes : habits.no) : word(text);
    }
  }
  if (!said.organ) row[keys.organ] = record.organ;
  if (!said.number) row[keys.documentNo] = number;
  if (!said.day) row[keys.decidedOn] = day(record.decidedOn);
  return row;
}

/** The middle of the number hidden, as platforms display it. */
export const masked = (row: Row, { keys }: Habits): Row => ({
  ...row,
  [keys.number]: maskNumber(row[keys.number] ?? ''),
});

/** A mask that shows another number's ends. */
export const maskedOther = (row: Row, { keys }: Habits): Row => ({
  ...row,
  [keys.number]: maskNumber(row[keys.number] ?? '').replace(/^./, (first) => (first === '9' ? '8' : '9')),
});

/** Every second thing that is not said is null, every other one an empty text. */
export const withEmpties = (row: Row, type: RecordType, habits: Habits): Row => {
  const absent = type.fields.map(habits.key).filter((key) => !(key in row));
  return { ...row, ...Object.fromEntries(absent.map((key, at) => [key, at % 2 === 0 ? '' : null])) };
};
