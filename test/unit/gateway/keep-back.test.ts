/** What is kept back cannot be recomputed, by somebody who has the total and knows the rule: every line of a few numbers is tried. */
import { describe, expect, it } from 'vitest';
import { keepBack } from '../../../gateway/audit/keep-back.ts';

/** Values of a line, and how many more an onlooker may think of: what lies beyond only adds to what it could have been. */
const TRIED = 9;
const THOUGHT = 12;

function* lines(length: number, most: number): Generator<number[]> {
  if (length === 0) yield [];
  else for (const rest of lines(length - 1, most)) for (let n = 0; n <= most; n++) yield [...rest, n];
}

describe.each([1, 2, 3, 4])('of every line of %i', (length) => {
  it('no number that is kept back has but one value, and none under five is told', () => {
    const thought = new Map<string, Set<number>[]>();
    for (const line of lines(length, THOUGHT)) {
      const told = keepBack(line);
      const key = JSON.stringify(told);
      const values = thought.get(key) ?? line.map(() => new Set<number>());
      thought.set(key, values);
      for (const [at, n] of line.entries()) values[at]?.add(n);
    }
    const recomputed: unknown[] = [];
    for (const line of lines(length, TRIED)) {
      const told = keepBack(line);
      const values = thought.get(JSON.stringify(told));
      const alone = told.parts.some((part, at) => part === null && (values?.[at]?.size ?? 0) < 2);
      const small = [told.total, ...told.parts].some((n) => n !== null && n < 5);
      const altered = told.parts.some((part, at) => part !== null && part !== line[at]);
      if (alone || small || altered) recomputed.push({ line, told });
    }
    expect(recomputed.slice(0, 5)).toEqual([]);
  });
});

it('keeps back no more than it must', () => {
  expect(keepBack([10, 20, 30])).toEqual({ total: 60, parts: [10, 20, 30] });
  expect(keepBack([10, 3, 30, 4])).toEqual({ total: 47, parts: [10, null, 30, null] });
  expect(keepBack([10, 3, 30])).toEqual({ total: 43, parts: [null, null, 30] });
  expect(keepBack([10, 0, 0, 30])).toEqual({ total: 40, parts: [null, null, null, 30] });
  expect(keepBack([1, 2])).toEqual({ total: null, parts: [null, null] });
  expect(keepBack([])).toEqual({ total: null, parts: [] });
});
