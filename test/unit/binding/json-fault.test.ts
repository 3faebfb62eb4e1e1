import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../../gateway/cli/binding/json-fault.ts';

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a":1,\n "b": }', 2, 7],
    ['{"a":1,\n "b": ', 2, 7],
    ['{"a":1,\n"b":x}', 2, 5],
    ['[1,]', 1, 4],
    ['[1 2]', 1, 4],
    ['{"a":1,}', 1, 8],
    ['{a:1}', 1, 2],
    ["{'a':1}", 1, 2],
    ['{"a" 1}', 1, 6],
    ['[}', 1, 2],
    ['', 1, 1],
    ['1 1', 1, 3],
    ['// a remark\n{}', 1, 1],
    ['["a\nb"]', 1, 2],
    ['["\\x"]', 1, 2],
    ['[01]', 1, 3],
  ])('of %j is line %i, column %i', (text, line, column) => expect(jsonFault(text)).toEqual({ line, column }));

  it('is never where V8 sees no fault before, and always at or before the end', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(',', '}', ']', ':', '"', 'x', '\n'))
      .map(
        ([text, at, more]) => `${text.slice(0, at % (text.length + 1))}${more}${text.slice(at % (text.length + 1))}`,
      );
    fc.assert(
      fc.property(broken, (text) => {
        fc.pre(!isJson(text));
        const { line, column } = jsonFault(text);
        const lines = text.split('\n');
        const offset = lines.slice(0, line - 1).reduce((n, one) => n + one.length + 1, 0) + column - 1;
        expect(offset).toBeLessThanOrEqual(text.length);
        // Up to there something could still have followed: V8 complains of the end, not of what came before.
        const said = /position (\d+)/.exec(complaint(text))?.[1];
        if (said !== undefined) expect(offset).toBeLessThanOrEqual(Number(said));
      }),
    );
  });
});

function complaint(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
const isJson = (text: string): boolean => complaint(text) === '';
