/** Bindings beside each other: two that answer to the same page, step or request hold or release each other's. */

import { patternFaults } from '../pattern-faults.ts';
import { samplesOf } from '../pattern-samples.ts';
import type { Binding, DecisionHttpRequest } from '../types.ts';
import type { RuleOfList } from './finding.ts';

export const sameIds: RuleOfList = function* (bindings) {
  const known = new Map<string, Binding[]>();
  for (const binding of bindings) known.set(binding.id, [...(known.get(binding.id) ?? []), binding]);
  for (const all of known.values()) {
    const [whole, ...others] = all.filter(({ rollout }) => !rollout);
    const [staged, ...more] = all.filter(({ rollout }) => rollout);
    for (const binding of [...others, ...more]) yield [binding, 'duplicate-binding', '/id'];
    if (!staged) continue;
    if (!whole) yield [staged, 'rollout-alone', '/rollout'];
    else for (const what of misfits(whole, staged)) yield [staged, 'rollout-misfit', '/rollout', { what }];
  }
};

/** Gateway and enforcement point know a step by these; a step that is switched off is switched off for all. */
function* misfits(whole: Binding, staged: Binding): Generator<string> {
  for (const key of ['organisation', 'origin', 'decisionPoint', 'bulk'] as const)
    if (whole[key] !== staged[key]) yield `another ${key} than the version for all`;
  if (staged.version <= whole.version) yield 'no higher version than the one for all';
  if (whole.disabled || staged.disabled) yield 'a version that is switched off';
}

/** Chromium's MAX_NUMBER_OF_REGEX_RULES; the update of all of them fails as one. */
const MOST_HELD = 1000;

export const howMany: RuleOfList = function* (bindings) {
  let count = 0;
  for (const binding of bindings) {
    const before = count;
    if (binding.enforcement === 'hold') count += binding.requests.length;
    if (count > MOST_HELD && before <= MOST_HELD)
      yield [binding, 'too-many-requests', '/requests', { count, most: MOST_HELD }];
  }
};

export const sameContainers: RuleOfList = function* (bindings) {
  for (const [binding, other] of pairsOf(bindings)) {
    if (!pagesMeet(binding.page, other.page) || selector(binding) !== selector(other)) continue;
    // Two versions of one: a browser works by one of them.
    if (binding.id === other.id) continue;
    const [title, others] = [binding.container.title, other.container.title].map((words) => words?.replace(/\s/g, ''));
    if (title === undefined || others === undefined || title === others)
      yield [binding, 'container-shared', '/container', { other: other.id }];
  }
};

const selector = ({ container }: Binding): string => container.css.replace(/\s+/g, ' ').trim();

/** Equal, or both plain beginnings of which one begins with the other. */
function pagesMeet(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [plainStart(one), plainStart(other)];
  return a !== null && b !== null && (a.startsWith(b) || b.startsWith(a));
}

const plainStart = (page: string): string | null => {
  const text = page.slice(1).replace(/\\([^A-Za-z0-9])/g, '$1');
  return /^\^(?:[^\\^$.*+?()[\]{}|]|\\[^A-Za-z0-9])*$/.test(page) ? text : null;
};

/** The gateway knows a step by origin and decision point, and takes the first binding of the two. */
export const sameSteps: RuleOfList = function* (bindings) {
  for (const [binding, other] of pairsOf(bindings)) {
    if (binding.decisionPoint !== other.decisionPoint) continue;
    if (binding.organisation !== other.organisation)
      yield [binding, 'step-bound-twice', '/organisation', { other: other.id, what: 'organisation' }];
    if (binding.bulk !== other.bulk)
      yield [binding, 'step-bound-twice', binding.bulk ? '/bulk' : '', { other: other.id, what: 'answer on bulk' }];
  }
};

export const sameRequests: RuleOfList = function* (bindings) {
  // A list beyond what browsers hold is refused for that; comparing each with each would take for ever.
  if (bindings.reduce((n, { requests }) => n + requests.length, 0) > MOST_HELD) return;
  const of = new Map<string, Asked[]>();
  for (const binding of bindings) {
    if (!patternFaults(binding).next().done) continue;
    for (const [at, request] of binding.requests.entries()) {
      const asked = { binding, at, request, samples: samplesOf(request.path) };
      const beside = of.get(`${binding.origin} ${request.method}`) ?? [];
      const clash = beside.find((other) => meet(asked, other) && differ(asked, other) !== null);
      const what = clash && differ(asked, clash);
      if (clash && what) yield [binding, 'request-ambiguous', `/requests/${at}`, { other: clash.binding.id, what }];
      of.set(`${binding.origin} ${request.method}`, [...beside, asked]);
    }
  }
};

interface Asked {
  readonly binding: Binding;
  readonly at: number;
  readonly request: DecisionHttpRequest;
  readonly samples: readonly string[];
}

const differ = (one: Asked, other: Asked): 'effect' | 'decision point' | null => {
  if (one.request.effect !== other.request.effect) return 'effect';
  return one.binding.decisionPoint === other.binding.decisionPoint ? null : 'decision point';
};

/** Whether one fits an address of the other. Letter case counts as little as for the block. */
const meet = (one: Asked, other: Asked): boolean => {
  const [fitsOne, fitsOther] = [new RegExp(one.request.path, 'i'), new RegExp(other.request.path, 'i')];
  return one.samples.some((address) => fitsOther.test(address)) || other.samples.some((at) => fitsOne.test(at));
};

/** Each with the ones before it of the same origin. */
function* pairsOf(bindings: readonly Binding[]): Generator<readonly [Binding, Binding]> {
  const before = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const others = before.get(binding.origin) ?? [];
    // A thousand on one origin is more than anybody binds, and a million pairs are enough of a hostile list.
    if (others.length > MOST_HELD) continue;
    for (const other of others) yield [binding, other];
    before.set(binding.origin, [...others, binding]);
  }
}
