import type { CatalogueIndex } from '../lookup.ts';
import type { Problem } from '../problem.ts';

/** Measures and severity classes, each by itself. */
export function* measuresAndSeverities({ catalogue }: CatalogueIndex): Generator<Problem> {
  for (const [at, measure] of catalogue.measures.entries()) {
    const here = { row: measure.id, path: ['measures', at] };
    if (measure.kind === 'off' && !measure.offReason) {
      yield { code: 'off-without-reason', ...here, message: 'a measure that is never offered must say why' };
    }
    const restricts = measure.polarity === 'restriction';
    if (restricts !== measure.groundedBy.length > 0) {
      const message = restricts ? 'no level of basis could ground it' : 'restricts nobody, yet names grounding levels';
      yield { code: 'measure-without-levels', ...here, message };
    }
  }
  for (const [at, { id, publishMonths }] of catalogue.severities.entries()) {
    if (publishMonths.min > publishMonths.max) {
      yield {
        code: 'severity',
        row: id,
        path: ['severities', at],
        message: 'shortest publication exceeds the longest',
      };
    }
  }
  for (const id of ['minor', 'general', 'serious'] as const) {
    if (!catalogue.severities.some((severity) => severity.id === id)) {
      yield { code: 'severity', row: id, path: ['severities'], message: 'the class is missing' };
    }
  }
}
