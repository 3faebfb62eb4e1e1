import { randomBytes } from 'node:crypto';
import { EntryId } from '@duecheck/core/register';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEntryIds } from '../../../gateway/register/entry-ids.ts';

it('gives ids that only grow, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 60 }), (steps) => {
      const newEntryId = createEntryIds((n) => new Uint8Array(randomBytes(n)));
      let now = Date.UTC(2026, 10, 23);
      const ids = steps.map((step) => {
        now += step;
        return newEntryId(now);
      });
      expect(ids).toEqual(ids.toSorted());
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(EntryId.parse(id)).toBe(id);
    }),
  );
});

it('gives two processes different ids in the same millisecond', () => {
  const [a, b] = [
    createEntryIds((n) => new Uint8Array(randomBytes(n))),
    createEntryIds((n) => new Uint8Array(randomBytes(n))),
  ];
  const ids = Array.from({ length: 500 }, () => [a(1e12), b(1e12)]).flat();
  expect(new Set(ids).size).toBe(1000);
});
