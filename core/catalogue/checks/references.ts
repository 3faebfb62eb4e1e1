import type { CatalogueIndex } from '../lookup.ts';
import type { Path, Problem } from '../problem.ts';

interface Reference {
  readonly row: string;
  readonly path: Path;
  readonly list: keyof ReturnType<typeof known>;
  readonly ids: readonly (string | undefined)[];
}

/** Every id that an entry names must be in its list. */
export function* references(index: CatalogueIndex): Generator<Problem> {
  const lists = known(index);
  for (const { row, path, list, ids } of [...fromRows(index), ...fromOthers(index)]) {
    for (const id of ids) {
      if (id === undefined || lists[list].has(id)) continue;
      yield { code: 'unknown-reference', row, path, message: `${id} is not in ${list}` };
    }
  }
}

const known = ({ catalogue, ...index }: CatalogueIndex) => {
  const ids = (list: readonly { id: string }[] = []): ReadonlySet<string> => new Set(list.map((entry) => entry.id));
  return {
    bases: index.bases,
    measures: index.measures,
    categories: index.categories,
    behaviours: index.behaviours,
    'decision points': index.decisionPoints,
    departments: ids(catalogue.departments),
    domains: ids(catalogue.domains),
    occupations: ids(catalogue.occupations),
    profiles: ids(catalogue.profiles),
    circumstances: ids(catalogue.circumstances),
  };
};

function* fromRows({ catalogue }: CatalogueIndex): Generator<Reference> {
  for (const [at, point] of catalogue.decisionPoints.entries()) {
    const here: Path = ['decisionPoints', at];
    const row = point.id;
    yield { row, path: [...here, 'leadDepartments'], list: 'departments', ids: point.leadDepartments };
    yield { row, path: [...here, 'shown'], list: 'categories', ids: point.shown };
    yield { row, path: [...here, 'tested'], list: 'categories', ids: point.tested };
    yield { row, path: [...here, 'queryBases'], list: 'bases', ids: point.queryBases };
    yield { row, path: [...here, 'authority', 'bases'], list: 'bases', ids: point.authority.bases };
    yield { row, path: [...here, 'hearing'], list: 'bases', ids: [point.hearing?.basis] };
    yield { row, path: [...here, 'cleanRun'], list: 'bases', ids: [point.cleanRun?.basis] };
    yield { row, path: [...here, 'cleanRun'], list: 'categories', ids: point.cleanRun?.categories ?? [] };
    for (const [n, entry] of point.restrictions.entries()) {
      const path = [...here, 'restrictions', n];
      yield { row, path, list: 'measures', ids: [entry.measure] };
      yield { row, path, list: 'bases', ids: [...(entry.alsoCites ?? []), entry.hearing?.basis] };
      for (const [g, ground] of entry.grounds.entries()) {
        const deeper = [...path, 'grounds', g];
        yield { row, path: deeper, list: 'bases', ids: [ground.basis] };
        yield { row, path: deeper, list: 'categories', ids: ground.categories };
        yield { row, path: deeper, list: 'behaviours', ids: ground.behaviours ?? [] };
        yield { row, path: deeper, list: 'profiles', ids: [ground.profile] };
        yield { row, path: deeper, list: 'circumstances', ids: [ground.stage, ground.office, ground.subjectRole] };
      }
    }
    for (const list of ['incentives', 'others'] as const) {
      for (const [n, entry] of point[list].entries()) {
        yield { row, path: [...here, list, n], list: 'measures', ids: [entry.measure] };
        yield { row, path: [...here, list, n], list: 'bases', ids: entry.bases };
      }
    }
  }
}

function* fromOthers({ catalogue }: CatalogueIndex): Generator<Reference> {
  for (const [at, basis] of catalogue.bases.entries()) {
    yield { row: basis.id, path: ['bases', at], list: 'decision points', ids: basis.ownProcedure ?? [] };
  }
  for (const [at, behaviour] of catalogue.behaviours.entries()) {
    const row = behaviour.id;
    yield { row, path: ['behaviours', at], list: 'bases', ids: behaviour.basis };
    const category = behaviour.category === 'excluded' ? [] : [behaviour.category];
    yield { row, path: ['behaviours', at], list: 'categories', ids: category };
  }
  for (const [at, type] of catalogue.recordTypes.entries()) {
    yield { row: type.id, path: ['recordTypes', at], list: 'categories', ids: [type.category] };
  }
  for (const [at, severity] of catalogue.severities.entries()) {
    yield { row: severity.id, path: ['severities', at], list: 'bases', ids: severity.basis };
  }
  for (const [at, item] of catalogue.serviceItems.entries()) {
    const here = { row: item.code, path: ['serviceItems', at] };
    yield { ...here, list: 'decision points', ids: item.decisionPoints };
    yield { ...here, list: 'domains', ids: item.domains };
    yield { ...here, list: 'occupations', ids: [item.occupation] };
    yield { ...here, list: 'profiles', ids: [item.profile] };
  }
}
