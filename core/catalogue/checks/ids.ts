import type { CatalogueIndex } from '../lookup.ts';
import { serviceItemKey } from '../lookup.ts';
import type { Path, Problem } from '../problem.ts';

/** A later entry with the same id would silently hide the earlier one in the tables. */
export function* uniqueIds({ catalogue }: CatalogueIndex): Generator<Problem> {
  const ids = (list: readonly { id: string }[]) => list.map((entry) => entry.id);
  yield* repeated(ids(catalogue.departments), ['departments']);
  yield* repeated(ids(catalogue.domains), ['domains']);
  yield* repeated(ids(catalogue.occupations), ['occupations']);
  yield* repeated(ids(catalogue.profiles ?? []), ['profiles']);
  yield* repeated(ids(catalogue.circumstances ?? []), ['circumstances']);
  yield* repeated(ids(catalogue.categories), ['categories']);
  yield* repeated(ids(catalogue.bases), ['bases']);
  yield* repeated(ids(catalogue.measures), ['measures']);
  yield* repeated(ids(catalogue.behaviours), ['behaviours']);
  yield* repeated(ids(catalogue.recordTypes), ['recordTypes']);
  yield* repeated(ids(catalogue.denied), ['denied']);
  yield* repeated(ids(catalogue.severities), ['severities']);
  yield* repeated(ids(catalogue.decisionPoints), ['decisionPoints']);
  yield* repeated(
    catalogue.commonFields.map((field) => field.name),
    ['commonFields'],
  );
  yield* repeated(
    catalogue.calendars.map((calendar) => String(calendar.year)),
    ['calendars'],
  );
  yield* repeated(
    catalogue.serviceItems.map((item) => serviceItemKey(item.organisation, item.code)),
    ['serviceItems'],
  );
  for (const [at, row] of catalogue.decisionPoints.entries()) {
    // One measure, one entry: a decision names the measure alone, so two entries could not be told apart.
    const measures = [...row.restrictions, ...row.incentives, ...row.others].map((entry) => entry.measure);
    for (const measure of doubles(measures)) {
      yield {
        code: 'duplicate-id',
        row: row.id,
        path: ['decisionPoints', at],
        message: `measure ${measure} stands here more than once`,
      };
    }
  }
}

function* repeated(ids: readonly string[], path: Path): Generator<Problem> {
  for (const id of doubles(ids)) {
    const shown = id.replace('\n', ' ');
    yield {
      code: 'duplicate-id',
      row: shown,
      path: [...path, ids.lastIndexOf(id)],
      message: `${shown} is in the list more than once`,
    };
  }
}

const doubles = (ids: readonly string[]): ReadonlySet<string> =>
  new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
