import { canGround } from '../bases.ts';
import type { CatalogueIndex } from '../lookup.ts';
import type { Path, Problem } from '../problem.ts';
import type { DecisionPoint, Ground, Restriction } from '../types.ts';

/** No basis, no restriction (DESIGN §1.1): what is on offer rests on something, and could come true. */
export function* groundsOfRestrictions(index: CatalogueIndex): Generator<Problem> {
  for (const [at, point] of index.catalogue.decisionPoints.entries()) {
    for (const [n, restriction] of point.restrictions.entries()) {
      const path: Path = ['decisionPoints', at, 'restrictions', n];
      for (const finding of findings(index, point, restriction)) {
        yield { ...finding, row: point.id, path: [...path, ...finding.path] };
      }
    }
  }
}

type Finding = Omit<Problem, 'row'>;

function* findings(index: CatalogueIndex, point: DecisionPoint, restriction: Restriction): Generator<Finding> {
  const measure = index.measures.get(restriction.measure);
  if (!measure) return;
  let carried = false;
  for (const [g, ground] of restriction.grounds.entries()) {
    const path = ['grounds', g];
    const basis = index.bases.get(ground.basis);
    if (basis) {
      const grounding = canGround(basis, point, measure);
      if (grounding.ok) carried = true;
      // An unread text may wait beside a verified one; whatever else cannot ground has no place among grounds.
      else if (grounding.reason !== 'not-verified') {
        const message = `${restriction.measure}: ${basis.id} cannot ground it (${grounding.reason})`;
        yield { code: 'basis-cannot-ground', path, message };
      }
    }
    for (const found of conditions(index, point, ground)) {
      yield { ...found, path, message: `${restriction.measure}, ${ground.basis}: ${found.message}` };
    }
  }
  if (restriction.availability === 'available' && !carried) {
    yield {
      code: 'no-grounding-basis',
      path: [],
      message: `${restriction.measure} rests on no basis that can ground it`,
    };
  }
  for (const cited of restriction.alsoCites ?? []) {
    if (!restriction.grounds.some((ground) => ground.basis === cited)) continue;
    yield { code: 'cited-and-grounding', path: ['alsoCites'], message: `${cited} is among the grounds already` };
  }
}

function* conditions(
  index: CatalogueIndex,
  point: DecisionPoint,
  ground: Ground,
): Generator<Pick<Problem, 'code' | 'message'>> {
  if ((ground.categories.length === 0) !== (ground.inThisCase === true)) {
    yield { code: 'ground-without-condition', message: 'names categories, or else rests on this case alone' };
  }
  for (const category of ground.categories.filter((id) => !point.shown.includes(id))) {
    yield { code: 'ground-category-not-shown', message: `category ${category} is not shown in this row` };
  }
  for (const type of ground.subjectTypes?.filter((each) => !point.subjectTypes.includes(each)) ?? []) {
    yield { code: 'ground-cannot-fire', message: `subject type ${type} is not in this row` };
  }
  const behaviours = ground.behaviours?.map((id) => index.behaviours.get(id)?.category);
  for (const category of ground.categories) {
    if (behaviours && !behaviours.includes(category)) {
      yield { code: 'ground-cannot-fire', message: `none of its behaviours belongs to category ${category}` };
    }
    for (const field of fieldsAskedFor(ground)) {
      if (hasField(index, category, field)) continue;
      yield { code: 'ground-cannot-fire', message: `records of category ${category} have no field ${field}` };
    }
  }
}

/** Field of the data catalogue that each typed condition reads. An absent field never satisfies one. */
function* fieldsAskedFor(ground: Ground): Generator<string> {
  if (ground.severities) yield 'severity';
  if (ground.relatedOnly) yield 'domain';
  if (ground.sameLicence) yield 'licence';
  if (ground.within) yield ground.within.from === 'termEnds' ? 'termEnds' : 'decidedOn';
  if (ground.intentionalOnly) yield 'intentional';
  if (ground.exceptNegligent) yield 'negligent';
  if (ground.custodialOnly) yield 'custodial';
  if (ground.personallyResponsible) yield 'personallyResponsible';
  if (ground.personalDebt) yield 'personalDebt';
  if (ground.office) yield 'office';
  if (ground.commitment) yield 'status';
}

const hasField = ({ catalogue }: CatalogueIndex, category: string, name: string): boolean =>
  catalogue.commonFields.some((field) => field.name === name) ||
  catalogue.recordTypes.some((type) => type.category === category && type.fields.some((field) => field.name === name));
