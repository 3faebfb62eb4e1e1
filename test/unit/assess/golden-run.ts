import { type AssessInput, assess, type CreditRecord, type Picture, toOutcome } from '@duecheck/core/assess';
import { type CatalogueIndex, type DecisionPoint, indexCatalogue, type ServiceItem } from '@duecheck/core/catalogue';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';
import type { Expectation, GoldenCase, GoldenFile, GoldenRecord } from './golden.ts';

export const index: CatalogueIndex = indexCatalogue(ourCatalogue());

type Said = Expectation & Pick<GoldenFile, 'others'>;

/** What the file says of a case: its own expectation, and what the file says of all its cases. */
export const written = (file: GoldenFile, golden: GoldenCase): Said => ({ ...golden.expect, others: file.others });

export function rowOf(id: string): DecisionPoint {
  const row = index.decisionPoints.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

/** What the engine says of a case, in the words of the golden files. */
export function run(file: GoldenFile, golden: GoldenCase, row: DecisionPoint = rowOf(file.row)): Said {
  const assessment = assess(inputOf(file, golden, row));
  const picture: Picture =
    golden.completeness === 'complete'
      ? { completeness: 'complete', identity: 'confirmed' }
      : { completeness: 'partial', missing: ['province'], dueBy: file.today };
  return {
    outcome: toOutcome(assessment, picture).kind,
    shown: assessment.records.map((record) => record.id),
    restrictions: assessment.restrictions.map(({ measure, grounds, alsoCites }) => ({
      measure,
      under: grounds.map(({ basis, records }) => ({ basis, article: articleOf(basis), records: [...records] })),
      alsoCites: [...alsoCites],
    })),
    incentives: assessment.incentives.map(({ measure, bases, because, deferral }) => ({
      measure,
      bases: [...bases],
      because: because.kind as Expectation['incentives'][number]['because'],
      ...('records' in because && { records: [...because.records] }),
      ...(deferral && { later: [...deferral.documents], dueBy: deferral.dueBy }),
    })),
    ...(assessment.cleanRun && { cleanRun: assessment.cleanRun }),
    others: assessment.others.map(({ measure, bases }) => ({ measure, bases: [...bases] })),
  };
}

function inputOf(file: GoldenFile, golden: GoldenCase, decisionPoint: DecisionPoint): AssessInput {
  return {
    catalogue: index,
    decisionPoint,
    matter: golden.matter === undefined ? null : matterOf(golden.matter, decisionPoint),
    subject: withoutUndefined(golden.subject ?? file.subject),
    ...(golden.stage !== undefined && { stage: golden.stage }),
    authorised: golden.authorised,
    records: golden.records.map(recordOf),
    completeness: golden.completeness,
    today: file.today,
  };
}

function recordOf({ until, ...golden }: GoldenRecord): CreditRecord {
  const category = index.recordTypes.get(golden.type)?.category;
  if (category === undefined) throw new Error(`no record type ${golden.type}`);
  if (golden.behaviour !== undefined && index.behaviours.get(golden.behaviour)?.category !== category) {
    throw new Error(`${golden.behaviour} is no behaviour of ${category}`);
  }
  const lastDay = until === 'none' ? null : until;
  return withoutUndefined({
    ...golden,
    facts: withoutUndefined(golden.facts),
    category,
    organ: '某机关',
    documentNumber: '示例文号',
    item: 'N-1',
    publishUntil: lastDay,
    useUntil: lastDay,
    retainUntil: lastDay,
    source: { id: 'own', asOf: '2026-11-23T01:00:00.000Z' },
    fields: {},
  }) as CreditRecord;
}

function matterOf(matter: NonNullable<GoldenCase['matter']>, { id }: DecisionPoint): ServiceItem {
  if (typeof matter !== 'string') {
    const { title, domains } = matter;
    const rest = { greenChannel: false, commitment: false, documents: [] };
    return {
      code: 'EXAMPLE',
      title: { zh: title, en: title },
      organisation: 'qz',
      decisionPoints: [id],
      domains,
      ...rest,
    };
  }
  const item = index.catalogue.serviceItems.find(({ code }) => code === matter);
  if (!item?.decisionPoints.includes(id)) throw new Error(`no service item ${matter} of ${id}`);
  return item;
}

function articleOf(id: string): string {
  const basis = index.bases.get(id);
  return basis ? basis.document + basis.article : `no basis ${id}`;
}

const withoutUndefined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
