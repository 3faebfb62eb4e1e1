/** Controls and requests of one binding: whether what is held can be released, and what is pressed is held. */
import type { Effect } from '../../contract/shared.ts';
import type { Control, DecisionHttpRequest } from '../types.ts';
import type { Rule, Told } from './finding.ts';

export const decisions: Rule = function* ({ controls, requests, enforcement }) {
  if (enforcement === 'hold' && requests.length === 0) yield ['hold-without-request', '/requests'];
  // Where nothing can be held, naming no request is right; naming some of them is not.
  if (requests.length > 0)
    for (const [at, { effect, ...control }] of controls.entries())
      if (sends(control) && !requests.some((one) => carries(one, effect) && one.case !== 'several'))
        yield ['control-without-request', `/controls/${at}`, { effect }];
  for (const [at, { effect, method, case: where }] of requests.entries()) {
    if (!controls.some((control) => sends(control) && carries({ effect }, control.effect)))
      yield ['request-without-control', `/requests/${at}`, { effect }];
    if (effect === 'chosen' && new Set(controls.map((control) => control.effect)).size < 2)
      yield ['choice-of-one', `/requests/${at}/effect`];
    if (method === 'GET') yield ['request-by-get', `/requests/${at}/method`];
    if (where === 'body') yield ['case-in-body', `/requests/${at}/case`];
  }
  yield* sharedButtons(controls);
  for (const [at, { acts, confirm }] of controls.entries())
    if (confirm && acts === 'sends') yield ['confirm-of-sender', `/controls/${at}/confirm`];
  const ids = new Set<string>();
  for (const [at, { id }] of controls.entries()) {
    if (ids.has(id)) yield ['duplicate-control', `/controls/${at}/id`, { id }];
    ids.add(id);
  }
  const effects = new Set(controls.map(({ effect }) => effect));
  if (effects.has('favourable') !== effects.has('adverse'))
    yield ['effect-pair-missing', '/controls', { effect: effects.has('adverse') ? 'favourable' : 'adverse' }];
};

/** By itself, or in the box that it opens. */
const sends = ({ acts, confirm }: Pick<Control, 'acts' | 'confirm'>): boolean =>
  acts === 'sends' || confirm !== undefined;

const carries = (request: Pick<DecisionHttpRequest, 'effect'>, effect: Effect): boolean =>
  request.effect === 'chosen' || request.effect === effect;

/** Of controls with one locator each press must be one of them: the first that the page chooses is taken. */
function* sharedButtons(controls: readonly Control[]): Generator<Told> {
  const seen = new Map<string, Control[]>();
  for (const [at, control] of controls.entries()) {
    const key = JSON.stringify(control.locate);
    const before = seen.get(key) ?? [];
    const first = before.find((other) => shadows(other, control));
    if (first) yield ['control-shadowed', `/controls/${at}`, { other: first.id }];
    seen.set(key, [...before, control]);
  }
}

/** Whether the first is taken wherever the second is. */
const shadows = ({ when }: Control, { when: later }: Control): boolean =>
  when === undefined ||
  (later !== undefined &&
    JSON.stringify(when.field) === JSON.stringify(later.field) &&
    later.is.every((words) => when.is.includes(words)));
