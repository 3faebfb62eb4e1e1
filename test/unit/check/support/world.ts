/** A device and a gateway made of plain objects: time moves only when somebody waits, and any await may be the last. */
import type { Call, CheckWorld, Failure, Reply, RouteNames, Transport } from './types.ts';

export class Crash extends Error {}

/** Counts awaits; at the chosen one the worker dies: the call never returns to it. */
export interface Fuse {
  /** @returns false when the worker died before the effect, throws when it died after. */
  guard<T>(effect: () => T): Promise<T>;
  readonly burned: boolean;
}

/** @param at which await kills the worker; odd places die after the effect, even places before it. */
export function fuse(at: number): Fuse {
  let passed = 0;
  let burned = false;
  return {
    get burned() {
      return burned;
    },
    async guard(effect) {
      if (burned) throw new Crash();
      if (passed++ === at) {
        burned = true;
        throw new Crash();
      }
      const result = effect();
      if (passed++ === at) {
        burned = true;
        throw new Crash();
      }
      await null;
      return result;
    },
  };
}

export const NEVER = Number.POSITIVE_INFINITY;

export interface Device {
  readonly kept: Map<string, unknown>;
  now: number;
  draws: number;
}
export const device = (): Device => ({ kept: new Map(), now: 1_795_000_000_000, draws: 0 });

/** A worker on this device: a new one has the device's store and clock, and no memory. */
export function worker(on: Device, transport: Transport, wire: Fuse = fuse(NEVER)): CheckWorld {
  return {
    clock: {
      now: () => on.now,
      wait: (ms) =>
        wire.guard(() => {
          on.now += ms;
        }),
    },
    store: {
      get: (id) => wire.guard(() => structuredClone(on.kept.get(id))),
      set: (id, value) =>
        wire.guard(() => {
          on.kept.set(id, structuredClone(value));
        }),
      delete: (id) =>
        wire.guard(() => {
          on.kept.delete(id);
        }),
    },
    transport: { call: (call) => wire.guard(() => transport.call(call)).then((reply) => reply) },
    random: (length) => Uint8Array.from({ length }, () => (on.draws = (on.draws * 167 + 71) % 251)),
    online: () => true,
  };
}

export const outage = (cause: 'deadline' | 'network' | 'server'): Reply<never> => ({
  ok: false,
  failure: { kind: 'outage', cause },
});
export const problem = (code: string, status: number): Reply<never> => ({
  ok: false,
  failure: { kind: 'problem', code, status, requestId: 'r' } as Failure,
});

/** Keeps one result per Idempotency-Key, as the gateway does; `script` may lose an answer after it was kept. */
export function keepingGateway(script: (call: Call<RouteNames>, nth: number) => 'answer' | 'lost' | Reply<never>) {
  const kept = new Map<string, string>();
  let calls = 0;
  const transport: Transport = {
    async call(call) {
      const verdict = script(call as never, calls++);
      if (typeof verdict === 'object') return verdict as never;
      const key = call.idempotencyKey ?? `none-${calls}`;
      if (!kept.has(key)) kept.set(key, `${call.route}-${kept.size + 1}`);
      if (verdict === 'lost') return outage('deadline') as never;
      return { ok: true, answer: { checkId: kept.get(key) } } as never;
    },
  };
  return {
    transport,
    kept,
    get calls() {
      return calls;
    },
  };
}
