/** One row of an office's file → a record as the store keeps it, or the reason why not. */
import type { CatalogueIndex, RecordType } from '@duecheck/core/catalogue';
import { maskNumber } from '@duecheck/core/subject';
import type { CivilDate } from '@duecheck/core/time';
import type { Refusal } from './codes.ts';
import { isRating } from './layout/denied-columns.ts';
import type { Layout } from './layout/layout.ts';
import { type ImportedRecord, refuseRecord } from './records.ts';
import { remembered } from './remembered.ts';
import type { Delivered } from './row-content.ts';
import { isRefusal, type RowSubject, readSubject } from './row-subject.ts';
import { type RowValues, readValues } from './row-values.ts';
import type { ReadRow } from './rows/row.ts';
import { type Terms, termsOf } from './terms.ts';
import { type OfficeDate, readDate } from './values/dates.ts';
import { readBoolean, readProcedure, readSeverity, readState } from './values/words.ts';

export interface OfficeContext {
  readonly type: RecordType;
  readonly catalogue: CatalogueIndex;
  readonly stated: ReadonlyMap<string, string>;
  readonly today: CivilDate;
  /** Instant of the delivery, where the row says none. */
  readonly asOf: string;
  readonly source: string;
  /** The subject's keyed index. */
  readonly keyOf: (key: RowSubject['key']) => Uint8Array;
  /** One id a record, whoever delivers it again: of organ, document number, subject and type. */
  readonly idOf: (organ: string, documentNumber: string, subjectKey: Uint8Array, type: string) => string;
}

export interface OfficeRecord {
  readonly record: ImportedRecord;
  readonly subjectKey: Uint8Array;
  readonly how: Terms['how'];
  /** Days that its terms come from, as it states them. */
  readonly said: readonly OfficeDate[];
  readonly vouchedBy: Delivered['vouchedBy'];
}

const ORGAN = ['organ', 'decidingOrgan', 'court', 'inOrgan'] as const;
const NUMBER = ['documentNo', 'decisionNo', 'caseNo', 'contractNo'] as const;
const DECIDED = [
  ...['decidedOn', 'listedOn', 'inDate', 'publishedOn', 'awardedOn', 'registeredOn', 'signedOn'],
  // A person's own statement is as of an instant and fails at one: its civil days stand for them.
  'asOf',
];
const ENDS = ['termEnds', 'recordUntil', 'sanctionEnds', 'validTo', 'expiresAt'] as const;
const REMOVED = ['removedOn', 'outDate'] as const;
const FACTS = [
  'intentional',
  'negligent',
  'custodial',
  'personallyResponsible',
  'personalDebt',
  'selfCorrected',
] as const;
/** Columns of the store, so not repeated among the fields. */
const CARRIED = new Set<string>([
  'organ',
  'decidingOrgan',
  'documentNo',
  'decisionNo',
  'decidedOn',
  'publishUntil',
  'severity',
]);

export function readOfficeRow(row: ReadRow, layout: Layout, context: OfficeContext): OfficeRecord | Refusal {
  const values = readValues(row, layout, context.stated);
  if (isRefusal(values)) return values;
  const { type, catalogue } = context;
  const decided = readDate(values.first(DECIDED));
  if (typeof decided !== 'object')
    return values.refuse(decided === 'empty' ? 'date-missing' : 'date-invalid', ...DECIDED);
  const decidedOn = decided.day;
  if (decidedOn > context.today) return values.refuse('date-future', ...DECIDED);
  const subject = readSubject(values, decidedOn);
  if (isRefusal(subject)) return subject;
  const item = values.of('catalogueItemId');
  if (item === '') return values.refuse('no-item', 'catalogueItemId');
  const organ = values.first(ORGAN);
  if (organ === '') return values.refuse('organ-missing', ...ORGAN);
  const documentNumber = values.first(NUMBER) || numberFromLayout(type.id, decidedOn);
  if (documentNumber === '') return values.refuse('document-number-missing', ...NUMBER);
  if ([item, organ, documentNumber].some((text) => text.length > 500)) return values.refuse('cell-too-long');
  const kept = keptOut(values, type.id);
  if (kept !== null) return kept;
  const severityText = values.of('severity');
  const severity = readSeverity(severityText);
  if (severityText !== '' && severity === undefined) return values.refuse('value-unknown', 'severity');
  const state = stateOf(values, type.id, subject);
  if (state === undefined) return values.refuse('value-unknown', 'state');

  const dates = {
    published: readDate(values.of('publishUntil')),
    ends: readDate(values.first(ENDS)),
    removed: readDate(values.first(REMOVED)),
  };
  const wrong = Object.values(dates).includes('invalid');
  if (wrong) return values.refuse('date-invalid', 'publishUntil', ...ENDS, ...REMOVED);
  const polarity = catalogue.categories.get(type.category)?.polarity;
  const terms = termsOf({
    type: type.id,
    polarity: polarity === 'adverse' || polarity === 'positive' ? polarity : 'basic',
    severity,
    classMonths: classMonthsOf(catalogue),
    decidedOn,
    ...dates,
  });
  if (typeof terms === 'string') return values.refuse(terms, 'publishUntil', 'severity');
  const named = namedIn(values, type, catalogue);
  if (isRefusal(named)) return named;
  const fields = fieldsOf(values, type, subject);
  if (isRefusal(fields)) return fields;
  const facts = factsOf(values, type.id, dates.ends);
  if (isRefusal(facts)) return facts;
  const { how, ...days } = terms;
  const subjectKey = context.keyOf(subject.key);
  const vouched = vouchedFor(values, context);
  const record: ImportedRecord = {
    id: context.idOf(organ, documentNumber, subjectKey, type.id),
    subject: { kind: subject.kind, number: subject.number, name: subject.name },
    type: type.id,
    category: type.category,
    ...named,
    ...(severity === undefined ? {} : { severity }),
    organ,
    documentNumber,
    item,
    decidedOn,
    ...days,
    state,
    facts: facts as ImportedRecord['facts'],
    source: { id: context.source, asOf: vouched?.asOf ?? context.asOf },
    fields: fields as ImportedRecord['fields'],
  };
  const code = refuseRecord(record, catalogue);
  if (code !== null) return values.refuse(code, 'behaviourId', 'conduct');
  const said = Object.values(dates);
  return { record, subjectKey, how, said, vouchedBy: vouched === null ? 'delivery' : 'row' };
}

/** The list of abnormal operations is published without a number of its decision (FORMATS §4): its day stands for it. */
const numberFromLayout = (type: string, decidedOn: CivilDate): string =>
  type === 'abnormal-operations' ? `列入日期 ${decidedOn}` : '';

/** The day for which the supplier vouches, from its beginning in Shanghai, or null. */
function vouchedFor(values: RowValues, context: OfficeContext): { readonly asOf: string } | null {
  const supplied = readDate(values.first(['suppliedAt', 'updatedAt']));
  return typeof supplied === 'object' && supplied.day <= context.today
    ? { asOf: `${supplied.day}T00:00:00+08:00` }
    : null;
}

/** What the rules keep out: ratings; simplified and non-final penalties (浙江省公共信用信息管理条例 art. 11(2)). */
function keptOut(values: RowValues, type: string): Refusal | null {
  for (const field of ['title', 'matter', 'listName', 'content'])
    if (isRating(values.of(field))) return values.refuse('rating', field);
  if (type !== 'penalty') return null;
  const procedure = values.of('procedure');
  if (procedure === '') return values.refuse('procedure-unstated');
  const read = readProcedure(procedure);
  if (read !== 'ordinary')
    return values.refuse(read === undefined ? 'value-unknown' : 'simplified-procedure', 'procedure');
  const finality = values.of('finality');
  if (finality === '') return values.refuse('finality-unstated');
  const final = readBoolean(finality);
  return final === true ? null : values.refuse(final === undefined ? 'value-unknown' : 'not-final', 'finality');
}

/** A person's detention is sealed until a law names the enquiry (catalogue, record type penalty, notes). */
function stateOf(values: RowValues, type: string, subject: RowSubject): ImportedRecord['state'] | undefined {
  const text = values.of('state');
  const state = text === '' ? 'effective' : readState(text);
  const detention = type === 'penalty' && subject.key.kind !== 'uscc' && /拘留/.test(values.first(['penaltyKind']));
  return state !== undefined && detention ? 'sealed' : state;
}

/** References into the catalogue, by id or by its Chinese title. */
function namedIn(
  values: RowValues,
  type: RecordType,
  { catalogue, behaviours }: CatalogueIndex,
): Partial<ImportedRecord> | Refusal {
  const titled = (text: string): string | undefined =>
    catalogue.behaviours.find(({ title, category }) => category === type.category && title.zh === text)?.id;
  const behaviourIn = (text: string) => (behaviours.has(text) ? text : titled(text));
  const said = values.of('behaviourId');
  // What names a behaviour is refused where the list has no such thing; a conduct in free words names none.
  const behaviour = said === '' ? (behaviourIn(values.of('conduct')) ?? '') : (behaviourIn(said) ?? said);
  const named: { behaviour?: string; domain?: string; occupation?: string; licence?: string } = {};
  if (behaviour !== '') named.behaviour = behaviour;
  for (const field of ['domain', 'occupation'] as const) {
    const text = values.of(field);
    if (text === '') continue;
    const found = catalogue[`${field}s`].find(({ id, title }) => id === text || title.zh === text);
    if (found === undefined) return values.refuse('value-unknown', field);
    named[field] = found.id;
  }
  const licence = values.of('licence');
  if (licence !== '') named.licence = licence;
  return named;
}

/** The data catalogue's own fields, in one form each. What the store has as a column, or nobody may see, is left out. */
function fieldsOf(values: RowValues, type: RecordType, subject: RowSubject): Record<string, string> | Refusal {
  const fields: Record<string, string> = {};
  for (const { name, type: kind, show, sensitivity } of type.fields) {
    if (CARRIED.has(name) || show === 'never' || (show === 'hidden' && sensitivity === 'personal')) continue;
    if (name === 'idMasked') fields[name] = maskNumber(subject.number);
    else if (name === 'uscc') fields[name] = subject.number;
    else if (name === 'name' || name === 'promiser') fields[name] = subject.name;
    else {
      const text = values.of(name);
      if (text === '') continue;
      const read = inOneForm(text, kind);
      if (read === null) return values.refuse(kind === 'date' ? 'date-invalid' : 'value-unknown', name);
      if (read !== '') fields[name] = read;
    }
  }
  const supplier = values.of('supplierName');
  if (supplier !== '') fields.supplierName = supplier;
  return fields;
}

function inOneForm(text: string, kind: string): string | null {
  if (kind === 'date') {
    const date = readDate(text);
    return date === 'invalid' ? null : date === 'empty' ? '' : date === 'long-term' ? '长期' : date.day;
  }
  if (kind === 'boolean') return readBoolean(text)?.toString() ?? null;
  const limit = limitOf(kind);
  return text.length > limit && [...text].length > limit ? null : text;
}

/** `string(200)` → 200 characters; other kinds have none of their own. */
const limitOf = remembered((kind) => Number(/^string\((\d+)\)$/.exec(kind)?.[1] ?? Number.POSITIVE_INFINITY));

function factsOf(values: RowValues, type: string, ends: OfficeDate): Record<string, string | boolean> | Refusal {
  const facts: Record<string, string | boolean> = {};
  for (const fact of FACTS) {
    const text = values.of(fact);
    if (text === '') continue;
    const read = readBoolean(text);
    if (read === undefined) return values.refuse('value-unknown', fact);
    facts[fact] = read;
  }
  const office = values.of('office');
  if (office !== '') facts.office = office;
  if (typeof ends === 'object') facts.termEnds = ends.day;
  if (type === 'integrity-commitment') {
    const kept = commitmentOf(values.of('status'));
    if (kept === null) return values.refuse('value-unknown', 'status');
    if (kept !== '') facts.commitment = kept;
  }
  return facts;
}

/** `''`: still open, or released from. */
function commitmentOf(text: string): 'kept' | 'broken' | '' | null {
  if (/^(kept|已履行|已兑现|履行完毕)$/.test(text)) return 'kept';
  if (/^(broken|未履行|违约|已违约|失信)$/.test(text)) return 'broken';
  return /^(|open|履行中|未到期|released|已解除)$/.test(text) ? '' : null;
}

type ClassMonths = Record<'minor' | 'general' | 'serious', number>;
const months = new WeakMap<CatalogueIndex, ClassMonths>();

function classMonthsOf(index: CatalogueIndex): ClassMonths {
  const known = months.get(index);
  if (known !== undefined) return known;
  const made = Object.fromEntries(
    index.catalogue.severities.map(({ id, publishMonths }) => [id, publishMonths.max]),
  ) as ClassMonths;
  months.set(index, made);
  return made;
}
