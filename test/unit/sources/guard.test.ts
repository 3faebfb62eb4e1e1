import { describe, expect, it } from 'vitest';
import { type AskableSource, type GuardPolicy, guardSource } from '../../../gateway/sources/guard.ts';
import {
  SourceFault,
  type SourceFaultCode,
  type UpstreamAnswer,
  type UpstreamQuery,
} from '../../../gateway/sources/source.ts';
import type { ToldFault } from '../../../gateway/sources/told-fault.ts';
import { createHandTimer, settled } from './hand-timer.ts';
import { questionOn } from './lists.ts';

const CLEAR: UpstreamAnswer = { records: [], identity: 'confirmed' };
const POLICY: GuardPolicy = {
  perSecond: 1000,
  atOnce: 100,
  queue: 100,
  deadlineMs: 60_000,
  breaker: { failures: 3, coolMs: 10_000 },
};

type Answer = () => Promise<UpstreamAnswer>;

/** A source that answers as told, behind its guard, in time that is moved by hand. */
function guarded(policy: Partial<GuardPolicy> = {}) {
  const timer = createHandTimer();
  const seen: { query: UpstreamQuery; signal: AbortSignal }[] = [];
  const told: ToldFault[] = [];
  const source = { answer: (async () => CLEAR) as Answer };
  const askable: AskableSource = {
    id: 'city',
    categories: ['exam-integrity'],
    ask: (query, signal) => {
      seen.push({ query, signal });
      return source.answer();
    },
  };
  const guard = guardSource(askable, { ...POLICY, ...policy }, { timer, onFault: (fault) => told.push(fault) });
  let cases = 0;
  /** A question that no other one equals. */
  const another = (more: Partial<UpstreamQuery> = {}) => {
    cases += 1;
    const query = questionOn('330899189506151038', '江一鸣', {
      case: { key: `${cases}`, label: 'x', part: '1' },
      ...more,
    });
    return guard.ask(query);
  };
  const answered = async (asked: Promise<UpstreamAnswer>) => {
    const outcome = asked.catch((error: unknown) => error);
    await timer.advance(10);
    return outcome;
  };
  return { timer, seen, told, source, guard, another, answered };
}

const failing = (code: SourceFaultCode) => async () => {
  throw new SourceFault(code, 'as told');
};
const never = () => new Promise<UpstreamAnswer>(() => {});

describe('a source behind its guard', () => {
  it('is asked once for two equal questions at once, and again when the first is answered', async () => {
    const { guard, seen, source, timer } = guarded();
    let answer: (said: UpstreamAnswer) => void = () => {};
    source.answer = () => new Promise((resolve) => (answer = resolve));
    const query = questionOn('330899189506151038', '江一鸣');
    const both = [guard.ask(query), guard.ask({ ...query, categories: [...query.categories] })];
    await settled();
    answer(CLEAR);
    expect(await Promise.all(both)).toEqual([CLEAR, CLEAR]);
    expect(seen).toHaveLength(1);
    void guard.ask(query);
    await timer.advance(10);
    expect(seen).toHaveLength(2);
  });

  it.each<[string, Partial<UpstreamQuery>]>([
    ['organisation', { organisation: 'qz-gaj' }],
    ['subject', { subjectKey: new Uint8Array(32) }],
    ['name', { subject: { kind: 'resident-id', number: '330899189506151038', name: '江一明', type: 'individual' } }],
    ['decision point', { decisionPoint: 'title-review' }],
    ['case', { case: { key: 'another', label: 'RL-2026-0412', part: '1' } }],
    ['part of the case', { case: { key: '9412', label: 'RL-2026-0412', part: '2' } }],
    ['categories', { categories: ['criminal-judgment'] }],
    ['authorisation', { authorisation: 'aut_1' }],
    ['pace', { pace: 'batch' }],
  ])('is asked again for a question with another %s', async (_what, other) => {
    const { guard, seen, source, timer } = guarded();
    source.answer = never;
    const query = questionOn('330899189506151038', '江一鸣');
    void guard.ask(query);
    void guard.ask({ ...query, ...other });
    await timer.advance(10);
    expect(seen).toHaveLength(2);
  });

  it('tells both askers of one flight why it failed, and keeps nothing of it', async () => {
    const { guard, source, seen, timer } = guarded();
    source.answer = failing('fault');
    const query = questionOn('330899189506151038', '江一鸣');
    const both = Promise.allSettled([guard.ask(query), guard.ask(query)]);
    await timer.advance(10);
    for (const one of await both) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'fault' } });
    source.answer = async () => CLEAR;
    const again = guard.ask(query);
    await timer.advance(10);
    expect(await again).toEqual(CLEAR);
    expect(seen).toHaveLength(2);
  });

  it('is cut off at its deadline, whether or not it heeds the signal', async () => {
    const { another, seen, source, timer } = guarded({ deadlineMs: 20 });
    source.answer = never;
    const asked = another();
    await timer.advance(0);
    await expect(asked).rejects.toMatchObject({ code: 'deadline' });
    expect(seen[0]?.signal.aborted).toBe(true);
  });

  it('keeps a clerk no longer than the deadline, waiting included, and a batch for as long as its turn takes', async () => {
    const { another, source, timer, seen } = guarded({ atOnce: 1, deadlineMs: 50_000 });
    let end: (said: UpstreamAnswer) => void = () => {};
    source.answer = () => new Promise((resolve) => (end = resolve));
    const first = another({ pace: 'batch' });
    const clerk = another().catch((error: unknown) => error);
    const second = another({ pace: 'batch' });
    await timer.advance(50_000);
    expect(await clerk).toMatchObject({ code: 'busy' });
    end(CLEAR);
    expect(await first).toEqual(CLEAR);
    await timer.advance(10);
    end(CLEAR);
    expect(await second).toEqual(CLEAR);
    // The clerk's question never left.
    expect(seen).toHaveLength(2);
  });

  it('becomes a fault whatever it throws, and nothing of that is passed on', async () => {
    const { another, answered, source } = guarded();
    source.answer = async () => JSON.parse('{"name":"张三"');
    const fault = await answered(another());
    expect(fault).toBeInstanceOf(SourceFault);
    expect(fault).toMatchObject({ code: 'fault' });
    expect(String((fault as Error).message) + String((fault as Error).cause)).not.toContain('张三');
  });

  it('is never asked twice for one question', async () => {
    const { another, answered, source, seen } = guarded();
    source.answer = failing('unreachable');
    expect(await answered(another())).toMatchObject({ code: 'unreachable' });
    expect(seen).toHaveLength(1);
  });

  it('has a second’s rest when it says that it had too many', async () => {
    const { another, answered, source, seen, timer } = guarded();
    source.answer = failing('rate-limited');
    await answered(another());
    source.answer = async () => CLEAR;
    const next = another();
    await timer.advance(980);
    expect(seen).toHaveLength(1);
    await timer.advance(20);
    expect(await next).toEqual(CLEAR);
  });
});

describe('the breaker', () => {
  it.each<SourceFaultCode>(['unreachable', 'deadline', 'fault', 'maintenance'])(
    'leaves a platform alone after three times %s, and tries again with one question when it has cooled',
    async (code) => {
      const { another, answered, source, seen, told, timer } = guarded();
      source.answer = failing(code);
      for (let n = 0; n < 3; n++) expect(await answered(another())).toMatchObject({ code });
      expect(await answered(another())).toMatchObject({ code: 'open-circuit' });
      expect(seen).toHaveLength(3);

      await timer.advance(10_000);
      let answer: (said: UpstreamAnswer) => void = () => {};
      source.answer = () => new Promise((resolve) => (answer = resolve));
      const trying = another();
      await timer.advance(10);
      expect(await answered(another())).toMatchObject({ code: 'open-circuit' });
      expect(seen).toHaveLength(4);
      answer(CLEAR);
      expect(await trying).toEqual(CLEAR);
      source.answer = async () => CLEAR;
      expect(await answered(another())).toEqual(CLEAR);
      // One line a question that was asked, for who keeps the gateway running; none for those kept back.
      expect(told).toEqual(Array.from({ length: 3 }, () => ({ source: 'city', fault: code, why: 'as told' })));
    },
  );

  it('leaves it alone for as long again where the one question fails too', async () => {
    const { another, answered, source, seen, timer } = guarded();
    source.answer = failing('fault');
    for (let n = 0; n < 3; n++) await answered(another());
    await timer.advance(10_000);
    expect(await answered(another())).toMatchObject({ code: 'fault' });
    await timer.advance(9000);
    expect(await answered(another())).toMatchObject({ code: 'open-circuit' });
    expect(seen).toHaveLength(4);
    await timer.advance(1000);
    source.answer = async () => CLEAR;
    expect(await answered(another())).toEqual(CLEAR);
  });

  it.each<SourceFaultCode>(['refused', 'unreadable', 'rate-limited'])(
    'takes %s for what it is: about one question, not about the platform',
    async (code) => {
      const { another, answered, source, seen, timer } = guarded();
      source.answer = failing(code);
      for (let n = 0; n < 20; n++) {
        expect(await answered(another())).toMatchObject({ code });
        await timer.advance(1000);
      }
      expect(seen).toHaveLength(20);
    },
  );

  it('counts failures in a row: one answer between them and it stays shut', async () => {
    const { another, answered, source } = guarded();
    for (let round = 0; round < 5; round++) {
      source.answer = failing('fault');
      for (let n = 0; n < 2; n++) expect(await answered(another())).toMatchObject({ code: 'fault' });
      source.answer = async () => CLEAR;
      expect(await answered(another())).toEqual(CLEAR);
    }
  });
});
