import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCrawl } from '../../../core/binding/backtracking.ts';
import { patternFaults } from '../../../core/binding/pattern-faults.ts';
import { partsOf } from '../../../core/binding/pattern-parts.ts';
import { compiles, isAnchored, isWhole } from '../../../core/binding/patterns.ts';
import { hiringBinding } from '../../../demo/hiring/binding.ts';

const DEMO = hiringBinding('http://hiring.localhost:8080');
const codes = (more: Partial<typeof DEMO>) => [...patternFaults({ ...DEMO, ...more })].map(({ code }) => code);
const request = (path: string, where: 'path' | 'body' = 'path') =>
  codes({ requests: [{ method: 'POST', path, effect: 'adverse', case: where }] });

describe('an address pattern', () => {
  it.each([
    ['^/api/candidates/([0-9]+)/hire$', true],
    ['^/(?:a|b)/([|(]\\d+)$', true],
    // Case 41 would release 412.
    ['^/api/hire/([0-9]+)', false],
    ['^/api/hire/([0-9]+)\\$', false],
    // The second half would stand without its origin.
    ['^/hire/([0-9]+)$|^/reject/([0-9]+)$', false],
    ['^.*/hire/([0-9]+)$', false],
    ['hire/([0-9]+)$', false],
  ])('%s stands for whole addresses: %s', (path, whole) => expect(isWhole(path)).toBe(whole));

  it.each([
    ['^/', true],
    ['^/#/inspection', true],
    ['/#/inspection', false],
    ['^/a|^/b', false],
    ['^/(?:a|b)', true],
  ])('%s begins at the path: %s', (path, anchored) => expect(isAnchored(path)).toBe(anchored));
});

describe('the pattern of a decision request', () => {
  it.each([
    ['^/api/candidates/([0-9]+)/hire$', []],
    ['^/api/([A-Za-z0-9_.~-]{1,40})/hire(?:\\?.*)?$', []],
    ['^/hire/([0-9]+', ['pattern-broken']],
    ['^/录用/([0-9]+)$', ['pattern-not-ascii']],
    ['^/hire/([0-9]+)(?=x)$', ['pattern-not-re2']],
    ['^/hire/(?<![0-9])([0-9]+)$', ['pattern-not-re2']],
    ['^/hire/(?<key>[0-9]+)$', ['pattern-not-re2']],
    ['^/hire/([0-9]+)/\\1$', ['pattern-not-re2']],
    // Browsers read \q as q, RE2 not at all; \p is a class in one and a letter in the other.
    ['^/hire/([0-9]+)\\q$', ['pattern-not-re2']],
    ['^/hire/(\\p{L}+)$', ['pattern-not-re2']],
    ['^/hire/([^]+)$', ['pattern-not-re2']],
    ['^/hire/([[:digit:]]+)$', ['pattern-not-re2']],
    ['^/hire/([0-9]{1,1001})$', ['pattern-not-re2']],
    ['^/hire/([0-9]+)', ['request-not-whole']],
    ['^/hire$', ['case-group-count']],
    ['^/(hire)/([0-9]+)$', ['case-group-count']],
    // A release for case 41 would let /hire through as well.
    ['^/hire(?:/([0-9]+))?$', ['case-group-optional']],
    ['^/hire(?:/([0-9]+)|/all)$', ['case-group-optional']],
    ['^/hire(/[0-9]+)+$', ['case-group-optional']],
  ])('%s → %j', (path, expected) => expect(request(path)).toEqual(expected));

  it('needs no group where the case is in the body', () => expect(request('^/api/hire$', 'body')).toEqual([]));
});

describe('a pattern that could keep the browser busy', () => {
  it.each([
    '^/(a+)+$',
    '^/(?:[a-z]*)*$',
    '^/(?:a|ab)*c$',
    '^/(?:[a-z]+[a-z]+/?)+$',
    '^/(?:(?:a+)?b?)*$',
    '^/(?:..?)+c$',
    '^/(?:[a-z]?[a-z])*c$',
    '^/(?:(?:|)[a-z])+?c$',
  ])('%s is refused', (page) => expect(codes({ page })).toEqual(['pattern-explodes']));

  it.each([
    '^/(?:[a-z]+/)*case$',
    '^/(?:/[a-z]+)*$',
    '^/[a-z]+/.*$',
    '^/(?:ab){2}$',
    '^/(?:[a-z]{1,5}/){1,3}$',
    '^/(?:[a-z]{1,5}/)*$',
    '^/(?:(?:a|b)c)*$',
  ])('%s is not', (page) => expect(codes({ page })).toEqual([]));

  it.each([
    ['^/\\d*[0-9]+$', true],
    ['^/.*/.*/.*$', true],
    ['^/.*/[a-z]+$', false],
    ['^/[a-z]+/[0-9]+\\?.*$', false],
  ])('%s may crawl: %s', (pattern, crawls) => {
    const parts = partsOf(pattern);
    expect(parts.ok && canCrawl(parts.ways)).toBe(crawls);
  });

  it('is found before it is tried: whatever passes is quick on what it nearly fits', () => {
    const alphabet = ['a', 'b', '/', '[a-z]', '.', '(?:', '(', ')', '*', '+', '?', '|', '{2}'];
    const pattern = fc.array(fc.constantFrom(...alphabet), { maxLength: 10 }).map((pieces) => `^/${pieces.join('')}c$`);
    fc.assert(
      fc.property(pattern, (page) => {
        fc.pre(compiles(page) && codes({ page }).length === 0);
        const parts = partsOf(page);
        fc.pre(parts.ok && !canCrawl(parts.ways));
        // Doubling at each character would take hours at 60.
        expect(new RegExp(page).test(`/${'a'.repeat(60)}!`)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
