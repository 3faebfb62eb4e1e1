import { utf8 } from '@duecheck/core/bytes';
import {
  createWitness,
  formatAddCheckpoint,
  openNote,
  proveConsistencyFromTiles,
  type WitnessHead,
  type WitnessStore,
} from '@duecheck/core/register';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, LOG_KEY, leafOf, logOf, ORIGIN, signedHead, tree, WITNESS_KEY } from './logs.ts';

/** Yields before each answer, so that concurrent requests interleave. */
function slowStore() {
  let head: WitnessHead | undefined;
  const moves: WitnessHead[] = [];
  const store: WitnessStore = {
    async read() {
      await Promise.resolve();
      return head;
    },
    async compareAndSet(_, expected, next) {
      await Promise.resolve();
      if (head !== expected) return false;
      head = next;
      moves.push(next);
      return true;
    },
  };
  return { store, moves };
}

function witness() {
  const { store, moves } = slowStore();
  const logs = new Map([[ORIGIN, [LOG_KEY.verifier]]]);
  return { moves, ...createWitness({ logs, signer: WITNESS_KEY.signer, store, tree, now: () => 1_790_000_000n }) };
}

async function request(old: number, size: number, leaf = leafOf): Promise<Uint8Array> {
  const log = logOf([size], leaf);
  const proof = old > size ? [] : await proveConsistencyFromTiles({ ...log, size: BigInt(size), tree }, BigInt(old));
  return utf8(
    formatAddCheckpoint(BigInt(old), base64(proof), Buffer.from(await signedHead(BigInt(size), log.root)).toString()),
  );
}

describe('createWitness', () => {
  it('answers with a line that completes the note', async () => {
    const body = await request(0, 300);
    const { status, body: line } = await witness().addCheckpoint(body);
    expect(status).toBe(200);
    const note = Buffer.from(body).toString().replace('old 0\n\n', '') + line;
    expect(openNote(utf8(note), [LOG_KEY.verifier, WITNESS_KEY.verifier]).verified.length).toBe(2);
  });

  it('moves once when fifty ask at once, and never back', async () => {
    const { addCheckpoint, moves } = witness();
    await addCheckpoint(await request(0, 300));
    const advance = await request(300, 600);
    const answers = await Promise.all(Array.from({ length: 50 }, () => addCheckpoint(advance)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    expect(answers.filter(({ status, body }) => status === 409 && body === '600\n').length).toBe(49);
    expect(moves.map(({ size }) => size)).toEqual([300n, 600n]);
  });

  it('signs the empty log once, then its growth from nothing', async () => {
    const { addCheckpoint } = witness();
    expect((await addCheckpoint(await request(0, 0))).status).toBe(200);
    expect((await addCheckpoint(await request(0, 5))).status).toBe(200);
    expect((await addCheckpoint(await request(5, 3))).status).toBe(400);
  });

  it('signs no fork, at the same size or beyond', async () => {
    const { addCheckpoint, moves } = witness();
    await addCheckpoint(await request(0, 300));
    const fork = (i: number) => (i === 4 ? Buffer.from('another') : leafOf(i));
    expect((await addCheckpoint(await request(300, 300, fork))).status).toBe(422);
    expect((await addCheckpoint(await request(300, 301, fork))).status).toBe(422);
    expect(moves.length).toBe(1);
  });

  it('answers 400 to whatever is not a request, and throws at nothing', async () => {
    const { addCheckpoint, moves } = witness();
    const good = await request(0, 300);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const { status } = await addCheckpoint(good.map((b, i) => (i === at ? b ^ mask : b)));
        expect([400, 403, 404, 409]).toContain(status);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (body) => {
        expect((await addCheckpoint(body)).status).toBe(400);
      }),
    );
    expect((await addCheckpoint(new Uint8Array(70_000))).status).toBe(400);
    expect(moves).toEqual([]);
  });
});
