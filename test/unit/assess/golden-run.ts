import { type AssessInput, assess, type CreditRecord, type Picture, toOutcome } from '@duecheck/core/assess';
import { type Catalogue, type CatalogueIndex, type DecisionPoint, indexCatalogue } from '@duecheck/core/catalogue';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';
import type { Expectation, GoldenCase, GoldenFile, GoldenRecord } from './golden.ts';

export const index: CatalogueIndex = indexCatalogue(ourCatalogue());

export function rowOf(id: string): DecisionPoint {
  const row = index.decisionPoints.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

/** What the engine says of a case, in the words of the golden files. */
export function run(file: GoldenFile, golden: GoldenCase, row: DecisionPoint = rowOf(file.row)): Expectation {
  const assessment = assess(inputOf(file, golden, row));
  const picture: Picture =
    golden.completeness === 'complete'
      ? { completeness: 'complete', identity: 'confirmed' }
      : { completeness: 'partial', missing: ['province'], dueBy: file.today };
  return {
    outcome: toOutcome(assessment, picture).kind,
    shown: assessment.records.map((record) => record.id),
    restrictions: assessment.restrictions.map(({ measure, grounds }) => ({
      measure,
      under: grounds.map(({ basis, records }) => ({ basis, article: articleOf(basis), records: [...records] })),
    })),
    incentives: assessment.incentives.map(({ measure, bases, because, deferral }) => ({
      measure,
      bases: [...bases],
      because: because.kind as Expectation['incentives'][number]['because'],
      ...('records' in because && { records: [...because.records] }),
      ...(deferral && { later: [...deferral.documents], dueBy: deferral.dueBy }),
    })),
    ...(assessment.cleanRun && { cleanRun: assessment.cleanRun }),
  };
}

function inputOf(file: GoldenFile, golden: GoldenCase, decisionPoint: DecisionPoint): AssessInput {
  return {
    catalogue: index,
    decisionPoint,
    matter: golden.matter === undefined ? null : matterOf(golden.matter),
    subject: withoutUndefined(golden.subject ?? file.subject),
    ...(golden.stage !== undefined && { stage: golden.stage }),
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

function matterOf(code: string): Catalogue['serviceItems'][number] {
  const item = index.catalogue.serviceItems.find((one) => one.code === code);
  if (!item) throw new Error(`no service item ${code}`);
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
