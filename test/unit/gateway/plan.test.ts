/** The rule of a decision, against random checks: who must be heard, what must be answered (DESIGN §1.9, §3.6). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckStanding, planDecision, stillGrounded } from '../../../gateway/decisions/plan.ts';

const ROW = { days: 3, kind: 'working' } as const;
const MEASURES = ['m-one', 'm-two', 'm-three'];

const hearing = fc.record({
  days: fc.integer({ min: 1, max: 10 }),
  kind: fc.constantFrom('calendar' as const, 'working' as const),
});
const check: fc.Arbitrary<CheckStanding> = fc
  .record({
    outcome: fc.constantFrom('clear' as const, 'findings' as const, 'unknown' as const),
    offered: fc.subarray(MEASURES),
    hearing,
    adverse: fc.boolean(),
  })
  .map(({ outcome, offered, hearing: period, adverse }) => {
    const offers = outcome === 'clear' ? [] : offered.map((measure) => ({ measure, records: ['r'], hearing: period }));
    return {
      outcome,
      offers,
      finds: outcome === 'findings' || offers.length > 0 || (outcome === 'unknown' && adverse),
    };
  });
const effect = fc.constantFrom('favourable' as const, 'adverse' as const, 'neutral' as const);
const ground = fc.constantFrom(undefined, 'not-on-credit-records' as const);
const answers = fc.array(fc.record({ measure: fc.constantFrom(...MEASURES, 'm-foreign'), taken: fc.boolean() }), {
  maxLength: 4,
});

const given = fc.record({ e: effect, g: ground, a: answers });
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

const plan = (standing: CheckStanding, given: Given) =>
  planDecision(
    standing,
    {
      effect: given.e,
      measures: given.a as never,
      reason: '理由',
      ...(given.g === undefined ? {} : { ground: given.g }),
    },
    ROW,
  );
describe('a decision after a check', () => {
  it('never takes effect unheard where it hurts on credit grounds', () => {
    fc.assert(
      fc.property(check, given, (standing, request) => {
        const planned = plan(standing, request);
        if (!planned.ok) return;
        const taken = request.a.some((a) => a.taken);
        if (taken || (request.e === 'adverse' && standing.finds)) expect(planned.hearing).not.toBeNull();
        else expect(planned.hearing).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('answers every restriction on offer once, and takes none that is not on offer', () => {
    fc.assert(
      fc.property(check, given, (standing, request) => {
        const offered = standing.offers.map((o) => o.measure).sort();
        const answered = request.a.map((a) => a.measure).sort();
        const planned = plan(standing, request);
        if (JSON.stringify(offered) !== JSON.stringify(answered)) expect(planned.ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is owed exactly where part of the picture was missing', () => {
    fc.assert(
      fc.property(check, given, (standing, request) => {
        const planned = plan(standing, request);
        if (planned.ok) expect(planned.receiptState).toBe(standing.outcome === 'unknown' ? 'owed' : 'checked');
      }),
      { numRuns: 500 },
    );
  });

  it('is not adverse without a measure on offer, unless it says that it rests on something else', () => {
    fc.assert(
      fc.property(check, given, (standing, request) => {
        const planned = plan(standing, request);
        if (!planned.ok || request.e !== 'adverse') return;
        expect(request.g !== undefined || planned.measures.some((m) => m.taken)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no measure that a disputed record alone could ground: there is none on offer', () => {
    const disputedOnly: CheckStanding = { outcome: 'findings', finds: true, offers: [] };
    expect(plan(disputedOnly, { e: 'adverse', g: undefined, a: [] })).toEqual({ ok: false, code: 'ground-required' });
  });
});

describe('the re-check before effect', () => {
  it('carries a decision only while every measure taken is still on offer', () => {
    fc.assert(
      fc.property(check, fc.subarray(MEASURES), (standing, taken) => {
        const offered = new Set(standing.offers.map((o) => o.measure));
        expect(stillGrounded(taken, standing)).toBe(taken.every((m) => offered.has(m)));
      }),
    );
  });
});
