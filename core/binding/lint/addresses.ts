import { canCrawl } from '../backtracking.ts';
import { patternFaults } from '../pattern-faults.ts';
import { partsOf } from '../pattern-parts.ts';
import { compiles } from '../patterns.ts';
import type { Rule } from './finding.ts';

export const addresses: Rule = function* (binding) {
  for (const { code, path, what } of patternFaults(binding)) yield [code, path, what === undefined ? {} : { what }];
  const tried = [
    ['/page', binding.page],
    ...binding.requests.map(({ path }, at) => [`/requests/${at}/path`, path]),
  ] as const;
  for (const [path, pattern] of tried) {
    const parts = compiles(pattern as string) ? partsOf(pattern as string) : null;
    if (parts?.ok && canCrawl(parts.ways)) yield ['pattern-slow', path as string];
  }
  if (binding.origin.startsWith('http:') && !LOOPBACK.test(binding.origin)) yield ['origin-not-https', '/origin'];
};

/** RFC 6761 §6.3: every name under `localhost` stays on the machine. */
const LOOPBACK = /^http:\/\/(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/;
