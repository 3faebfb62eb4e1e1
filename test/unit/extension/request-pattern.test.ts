import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternForCase, requestPattern } from '../../../extension/worker/request-pattern.ts';

const ORIGIN = 'http://hiring.localhost:8080';
const HIRE = '^/api/candidates/([0-9]+)/hire$';
const matches = (path: string, url: string) => new RegExp(requestPattern(ORIGIN, path)).test(url);

describe('the block of a decision request', () => {
  it.each([
    [`${ORIGIN}/api/candidates/412/hire`, true],
    [`${ORIGIN}/api/candidates/412/hire/`, false],
    [`${ORIGIN}/api/candidates/x/hire`, false],
    ['http://hiringXlocalhost:8080/api/candidates/412/hire', false],
    ['http://evil.example/?http://hiring.localhost:8080/api/candidates/412/hire', false],
  ])('%s → %s', (url, expected) => expect(matches(HIRE, url)).toBe(expected));
});

describe('the release of one case', () => {
  it('matches that case and no other', () => {
    const path = patternForCase(HIRE, '412') as string;
    expect(matches(path, `${ORIGIN}/api/candidates/412/hire`)).toBe(true);
    for (const other of ['413', '4120', '41', '412/x'])
      expect(matches(path, `${ORIGIN}/api/candidates/${other}/hire`)).toBe(false);
  });

  it('takes a key with letters of a pattern for what it is, written plainly or percent-encoded', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }).filter((s) => s.isWellFormed()),
        (key) => {
          const path = patternForCase('^/decide\\?id=([^&]*)&then=x$', key) as string;
          expect(matches(path, `${ORIGIN}/decide?id=${encodeURIComponent(key)}&then=x`)).toBe(true);
          expect(matches(path, `${ORIGIN}/decide?id=${encodeURIComponent(`${key}0`)}&then=x`)).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['^/a/(?:b|c)/([0-9]+)$', '^/a/(?:b|c)/(?:7)$'],
    ['^/a/\\(x\\)/([(]\\d+[)])/e$', '^/a/\\(x\\)/(?:7)/e$'],
    ['^/a/((?:x|y)\\d)$', '^/a/(?:7)$'],
    ['^/a/(?<key>\\d+)$', '^/a/(?:7)$'],
  ])('finds the capturing group of %s', (path, expected) => expect(patternForCase(path, '7')).toBe(expected));

  it('is none where the path has no group', () => expect(patternForCase('^/a/(?:b)$', '7')).toBeNull());
});
