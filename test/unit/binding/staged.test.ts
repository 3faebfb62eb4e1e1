import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Binding, drawStaged } from '../../../core/binding/index.ts';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { nextVersion, withBindings, withoutStages } from '../../../gateway/lists/next-bindings.ts';

const WHOLE = hiringBinding('http://hiring.localhost:8080');
const staged = (share: number, more: Partial<Binding> = {}): Binding => ({
  ...WHOLE,
  version: 2,
  rollout: { share },
  ...more,
});
const versionOf = (bindings: readonly Binding[], installation: string) =>
  drawStaged(bindings, installation).map(({ id, version }) => [id, version]);

describe('a version for some browsers first', () => {
  it('is drawn by about as many as it is for, and everybody has one of the two', () => {
    for (const share of [1, 10, 50, 99]) {
      let drawn = 0;
      for (let n = 0; n < 4000; n++) {
        const [[, version] = []] = versionOf([WHOLE, staged(share)], `browser-${n}`);
        if (version === 2) drawn++;
      }
      // Four standard deviations of a fair draw.
      const spread = 4 * Math.sqrt(4000 * (share / 100) * (1 - share / 100));
      expect(Math.abs(drawn - 40 * share)).toBeLessThan(spread);
    }
  });

  it('is kept by whoever drew it while the share grows, in whichever order the list has them', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 98 }), fc.integer({ min: 1, max: 99 }), (browser, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const before = versionOf([WHOLE, staged(less)], browser);
        const after = versionOf([staged(more), WHOLE], browser);
        expect(before).toHaveLength(1);
        expect(after).toHaveLength(1);
        if (before[0]?.[1] === 2) expect(after).toEqual(before);
      }),
    );
  });

  it('of one binding does not decide about another', () => {
    const other = { ...WHOLE, id: 'other' };
    const list = [WHOLE, staged(50), other, { ...other, version: 2, rollout: { share: 50 } }];
    const pairs = new Set(
      Array.from({ length: 200 }, (_, n) =>
        JSON.stringify(
          versionOf(list, `b-${n}`)
            .map(([, v]) => v)
            .sort(),
        ),
      ),
    );
    expect(pairs.size).toBe(3);
  });
});

describe('the next list', () => {
  it('stages what is changed, brings what is new to all, and ends the stage', () => {
    const fresh = { ...WHOLE, id: 'fresh' };
    const changed = { ...WHOLE, version: 2 };
    const next = withBindings([WHOLE], [changed, fresh], 20);
    expect(next).toEqual([WHOLE, { ...changed, rollout: { share: 20 } }, fresh]);
    expect(withoutStages(next)).toEqual([changed, fresh]);
    // A later change takes the place of the stage under way.
    const later = { ...WHOLE, version: 3 };
    expect(withBindings(next, [later], 5)).toEqual([WHOLE, { ...later, rollout: { share: 5 } }, fresh]);
    expect(withBindings(next, [later])).toEqual([later, fresh]);
  });

  it('stages nothing of what is switched off', () => {
    const off: Binding = { ...WHOLE, version: 2, disabled: true };
    expect(withBindings([WHOLE], [off], 20)).toEqual([off]);
    expect(withBindings([off], [{ ...WHOLE, version: 3 }], 20)).toEqual([{ ...WHOLE, version: 3 }]);
  });

  it('counts its version within the day', () => {
    expect(nextVersion(null, '2026-11-26')).toBe('2026.11.26.1');
    expect(nextVersion('2026.11.26.9', '2026-11-26')).toBe('2026.11.26.10');
    expect(nextVersion('2026.11.25.4', '2026-11-26')).toBe('2026.11.26.1');
    expect(nextVersion('demo-4711', '2026-11-26')).toBe('2026.11.26.1');
  });
});
