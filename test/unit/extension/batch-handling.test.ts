import type { BatchItem } from '@duecheck/core/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HANDLED,
  type HandledClass,
  heldBackBy,
  inListOrder,
  type Page,
  toHandle,
} from '../../../extension/batch/handling.ts';

const item = (n: number, as: HandledClass): BatchItem => ({
  n,
  line: n + 1,
  class: as,
  code: null,
  caseKey: String(n),
  caseLabel: String(n),
  subject: null,
  checkId: null,
  decision: null,
});

/** What a gateway hands out of one class: at most `limit` after a place. */
const page = (all: readonly BatchItem[], as: HandledClass, after: number, limit: number): Page => {
  const fitting = all.filter((one) => one.class === as && one.n > after);
  const items = fitting.slice(0, limit);
  return { items, next: fitting.length > items.length ? (items.at(-1)?.n ?? null) : null };
};

describe('the list of whom to look at', () => {
  it('is the list’s own order at every step, misses nobody, and names nobody twice', () => {
    const list = fc.array(fc.constantFrom(...HANDLED, null), { maxLength: 60 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 5 }), (classes, limit) => {
        const all = classes.flatMap((as, at) => (as === null ? [] : [item(at + 1, as)]));
        const pages = new Map(HANDLED.map((as) => [as, page(all, as, 0, limit)]));
        for (let step = 0; ; step++) {
          const { items, more } = inListOrder(pages);
          // As far as it goes it is the whole list: nothing that comes later belongs in between.
          expect(items).toEqual(all.slice(0, items.length));
          if (more === 'no') {
            expect(items).toEqual(all);
            return;
          }
          expect(heldBackBy(pages).length).toBeGreaterThan(0);
          for (const as of heldBackBy(pages)) {
            const known = pages.get(as) as Page;
            const following = page(all, as, known.next ?? 0, limit);
            pages.set(as, { items: [...known.items, ...following.items], next: following.next });
          }
          expect(step).toBeLessThan(all.length);
        }
      }),
    );
  });

  it('counts everybody but those with nothing to do and those whose turn has not come', () => {
    expect(
      toHandle({
        counts: {
          waiting: 100,
          clear: 90,
          findings: 1,
          mismatch: 2,
          unchecked: 3,
          refused: 4,
          invalid: 5,
          'look-again': 6,
        },
      }),
    ).toBe(21);
  });
});
