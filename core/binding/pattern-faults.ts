/** What an address pattern cannot be trusted with, by the place where it stands in a binding. */
import { canExplode } from './backtracking.ts';
import { type Part, partsOf, type Ways } from './pattern-parts.ts';
import { compiles, isAnchored, isWhole } from './patterns.ts';
import type { Binding, DecisionHttpRequest } from './types.ts';

export type PatternFaultCode =
  /** No regular expression at all. */
  | 'pattern-broken'
  /** Addresses are percent-encoded: a pattern with other characters fits none. */
  | 'pattern-not-ascii'
  /** Lookaround, backreferences, or what RE2 and browsers read differently. */
  | 'pattern-not-re2'
  /** The time to try it can double with each character. */
  | 'pattern-explodes'
  /** Not `^/…$`, or a choice outside of brackets: it would fit addresses of other cases or origins. */
  | 'request-not-whole'
  /** The page's pattern does not begin with `^/`. */
  | 'page-not-anchored'
  /** Not exactly one group to say where the case is. */
  | 'case-group-count'
  /** The group may be left out: a release for one case would fit an address without any. */
  | 'case-group-optional';

export interface PatternFault {
  readonly code: PatternFaultCode;
  /** JSON pointer into the binding. */
  readonly path: string;
  /** The piece at fault, for `pattern-not-re2`; the number of groups for `case-group-count`. */
  readonly what?: string | number;
}

type Fault = Omit<PatternFault, 'path'>;

/** The page's own address, those that name a case, and those of the requests, in this order. */
export function* patternFaults(binding: Binding): Generator<PatternFault> {
  for (const [path, pattern] of [
    ['/page', binding.page],
    ['/table/page', binding.table?.page],
    ['/record/page', binding.record?.page],
  ] as const) {
    if (pattern === undefined) continue;
    const page = shapeFault(pattern) ?? (isAnchored(pattern) ? null : { code: 'page-not-anchored' as const });
    if (page) yield { ...page, path };
  }
  for (const [path, url] of urlsOf(binding)) {
    const fault = shapeFault(url) ?? groupFault(url);
    if (fault) yield { ...fault, path };
  }
  for (const [at, request] of binding.requests.entries()) {
    const fault = requestFault(request);
    if (fault) yield { ...fault, path: `/requests/${at}/path` };
  }
}

function requestFault({ path, case: where }: DecisionHttpRequest): Fault | null {
  const fault = shapeFault(path);
  if (fault) return fault;
  if (!isWhole(path)) return { code: 'request-not-whole' };
  return where !== 'body' ? (groupFault(path) ?? optionalFault(path)) : null;
}

/** Of a pattern that is tried on something else than an address: whether it can be trusted with that. */
export const patternFault = (pattern: string): PatternFaultCode | null => shapeFault(pattern)?.code ?? null;

function shapeFault(pattern: string): Fault | null {
  if (!compiles(pattern)) return { code: 'pattern-broken' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is what is asked.
  if (!/^[\x00-\x7f]*$/.test(pattern)) return { code: 'pattern-not-ascii' };
  const parts = partsOf(pattern);
  if (!parts.ok) return { code: 'pattern-not-re2', what: parts.what };
  return canExplode(parts.ways) ? { code: 'pattern-explodes' } : null;
}

function groupFault(pattern: string): Fault | null {
  const count = groupsIn(waysIn(pattern));
  return count === 1 ? null : { code: 'case-group-count', what: count };
}

const optionalFault = (pattern: string): Fault | null =>
  hasOptionalGroup(waysIn(pattern), false) ? { code: 'case-group-optional' } : null;

const waysIn = (pattern: string): Ways => {
  const parts = partsOf(pattern);
  return parts.ok ? parts.ways : [];
};

const groupsIn = (ways: Ways): number => ways.flat().reduce((n, part) => n + groupsInPart(part), 0);
function groupsInPart(part: Part): number {
  if (part.kind === 'repeat') return groupsInPart(part.of);
  return part.kind === 'group' ? (part.captures ? 1 : 0) + groupsIn(part.ways) : 0;
}

/** Whether an address can fit that says no case: the group is repeated, or stands in one of several ways. */
function hasOptionalGroup(ways: Ways, within: boolean): boolean {
  const optional = within || ways.length > 1;
  return ways.flat().some((part) => {
    if (part.kind === 'repeat') return hasOptionalGroup([[part.of]], optional || part.min !== 1 || part.max !== 1);
    if (part.kind !== 'group') return false;
    if (!part.captures) return hasOptionalGroup(part.ways, optional);
    return optional;
  });
}

/** Addresses that say where case, label, part, matter and the case of a record are, by their place. */
function urlsOf({ case: at, matter, record }: Binding): readonly (readonly [string, string])[] {
  const places = {
    '/case/key': at.key,
    '/case/label': at.label,
    '/case/part': at.part,
    '/matter': matter,
    '/record/key': record?.key,
  };
  return Object.entries(places).flatMap(([path, where]) =>
    where && 'url' in where ? [[`${path}/url`, where.url] as const] : [],
  );
}
