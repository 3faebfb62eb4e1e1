/** Controls and requests of one binding: whether what is held can be released, and what is pressed is held. */
import type { Rule } from './finding.ts';

export const decisions: Rule = function* ({ controls, requests, enforcement }) {
  if (enforcement === 'hold' && requests.length === 0) yield ['hold-without-request', '/requests'];
  // Where nothing can be held, naming no request is right; naming some of them is not.
  if (requests.length > 0)
    for (const [at, { acts, effect }] of controls.entries())
      if (acts === 'sends' && !requests.some((one) => one.effect === effect && one.case !== 'several'))
        yield ['control-without-request', `/controls/${at}`, { effect }];
  for (const [at, { effect, method, case: where }] of requests.entries()) {
    if (!controls.some((control) => control.acts === 'sends' && control.effect === effect))
      yield ['request-without-control', `/requests/${at}`, { effect }];
    if (method === 'GET') yield ['request-by-get', `/requests/${at}/method`];
    if (where === 'body') yield ['case-in-body', `/requests/${at}/case`];
  }
  const ids = new Set<string>();
  for (const [at, { id }] of controls.entries()) {
    if (ids.has(id)) yield ['duplicate-control', `/controls/${at}/id`, { id }];
    ids.add(id);
  }
  const effects = new Set(controls.map(({ effect }) => effect));
  if (effects.has('favourable') !== effects.has('adverse'))
    yield ['effect-pair-missing', '/controls', { effect: effects.has('adverse') ? 'favourable' : 'adverse' }];
};
