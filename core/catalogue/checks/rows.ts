import type { CatalogueIndex } from '../lookup.ts';
import type { Problem } from '../problem.ts';
import type { DecisionPoint, Incentive } from '../types.ts';

type Finding = Pick<Problem, 'code' | 'message'> & { readonly at?: readonly (string | number)[] };

/** Each row by itself: its status, its lists, its clean run, its authority. */
export function* rowsInThemselves(index: CatalogueIndex): Generator<Problem> {
  for (const [at, point] of index.catalogue.decisionPoints.entries()) {
    const findings = [
      ...status(point),
      ...measures(point, index),
      ...incentives(point),
      ...lists(point, index),
      ...authority(point, index),
    ];
    for (const { code, message, at: deeper = [] } of findings) {
      yield { code, row: point.id, path: ['decisionPoints', at, ...deeper], message };
    }
  }
}

function* status(point: DecisionPoint): Generator<Finding> {
  if (point.status !== 'active' && !point.statusReason) {
    yield { code: 'status-without-reason', message: `status ${point.status} must say why`, at: ['status'] };
  }
  const open = (list: readonly { availability: string }[]) => list.some((entry) => entry.availability === 'available');
  const closed = ['incentive-only', 'reference-only', 'consent-only'].includes(point.status);
  if (closed && open(point.restrictions)) {
    yield { code: 'measure-in-closed-row', message: `a restriction is on offer, yet the row is ${point.status}` };
  }
  if (point.status === 'reference-only' && open(point.incentives)) {
    yield { code: 'measure-in-closed-row', message: 'an incentive is on offer, yet the row is for reference only' };
  }
  if (point.status === 'consent-only' && point.authority.kind !== 'consent') {
    yield { code: 'duty-without-basis', message: 'a consent-only row rests on consent', at: ['authority'] };
  }
}

function* measures(point: DecisionPoint, { measures: known }: CatalogueIndex): Generator<Finding> {
  const kinds = { restrictions: ['restriction'], incentives: ['incentive'], others: ['neutral', 'internal'] } as const;
  for (const list of ['restrictions', 'incentives', 'others'] as const) {
    for (const [n, entry] of point[list].entries()) {
      const at = [list, n];
      const measure = known.get(entry.measure);
      if (measure && !(kinds[list] as readonly string[]).includes(measure.polarity)) {
        yield { code: 'wrong-kind-of-measure', message: `${measure.id} is ${measure.polarity}, not of ${list}`, at };
      }
      if (measure?.kind === 'off' && entry.availability === 'available') {
        yield { code: 'wrong-kind-of-measure', message: `${measure.id} is never offered`, at };
      }
      if (entry.availability === 'off' && !entry.offReason) {
        yield { code: 'off-without-reason', message: `${entry.measure} is off and must say why`, at };
      }
    }
  }
  for (const [n, entry] of point.restrictions.entries()) {
    const hearing = entry.hearing ?? point.hearing;
    const at = ['restrictions', n];
    if (entry.availability === 'available' && !hearing) {
      yield { code: 'no-hearing', message: `${entry.measure} has no period to be heard`, at };
    }
    if (hearing && !hearing.ours && !hearing.basis) {
      yield { code: 'no-hearing', message: `${entry.measure} claims a period set by law and names no basis`, at };
    }
  }
}

/** Measures that a service item allows or not; anything else cannot be asked of one. */
const BY_SERVICE_ITEM = ['green-channel', 'deferred-documents', 'commitment-based-approval'];

function* incentives(point: DecisionPoint): Generator<Finding> {
  for (const [n, entry] of point.incentives.entries()) {
    const missing = whyNever(point, entry);
    if (missing)
      yield { code: 'incentive-cannot-apply', message: `${entry.measure}: ${missing}`, at: ['incentives', n] };
  }
}

function whyNever(point: DecisionPoint, entry: Incentive): string | undefined {
  if (entry.availability === 'off') return undefined;
  if (entry.conditions.length === 0) return 'no condition under which it applies';
  if (entry.conditions.includes('positive-record') && !point.shown.includes('positive-record')) {
    return 'asks for a positive record, which the row does not show';
  }
  if (entry.conditions.includes('clean-run') && !point.cleanRun) return 'asks for a clean run, which the row lacks';
  if (entry.needsServiceItem !== BY_SERVICE_ITEM.includes(entry.measure)) {
    return 'only conveniences that a service item can allow need one';
  }
  return undefined;
}

function* lists(point: DecisionPoint, { categories }: CatalogueIndex): Generator<Finding> {
  for (const both of point.tested.filter((category) => point.shown.includes(category))) {
    yield { code: 'shown-and-tested', message: `${both} is shown, so it is not merely tested`, at: ['tested'] };
  }
  const run = point.cleanRun?.categories ?? [];
  const expected = run.filter((category) => !point.shown.includes(category));
  if (expected.length !== point.tested.length || expected.some((category) => !point.tested.includes(category))) {
    yield {
      code: 'clean-run',
      message: 'tested must be the clean run’s categories that are not shown',
      at: ['tested'],
    };
  }
  for (const category of run) {
    if (categories.get(category)?.polarity === 'adverse') continue;
    yield { code: 'clean-run', message: `${category} is no adverse category`, at: ['cleanRun'] };
  }
}

/** A duty is laid down by a verified text above the municipal level (个人信息保护法 第十三条第三项, 浙江条例 第二十一条). */
function* authority(point: DecisionPoint, { bases }: CatalogueIndex): Generator<Finding> {
  if (point.authority.kind !== 'statutory') return;
  const carries = point.queryBases.some((id) => {
    const basis = bases.get(id);
    return basis?.verification === 'verified' && !['municipal-policy', 'official-statement'].includes(basis.level);
  });
  if (!carries)
    yield { code: 'duty-without-basis', message: 'no verified basis lays down the duty', at: ['queryBases'] };
}
