/** C2SP tlog-witness over HTTP, and what the process keeps. */
import { statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { cosignatureTimeOfLine, noteVerifier, openCheckpoint, signNote } from '@duecheck/core/register';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { readHeads } from '../../../gateway/witness/heads-file.ts';
import { LOG_KEY, leafOf, ORIGIN, signerFor } from '../register/logs.ts';
import { openWitness, request } from './served.ts';

type Served = Awaited<ReturnType<typeof openWitness>>;
let witness: Served;
beforeEach(async () => {
  witness = await openWitness();
});
afterEach(() => witness.close());

const noteOf = (body: string): string => body.slice(body.indexOf('\n\n') + 2);
const kept = () => readHeads(witness.stateFile).get(ORIGIN)?.size;
const rewritten = (i: number) => (i === 2 ? Buffer.from('another') : leafOf(i));

describe('POST /add-checkpoint', () => {
  it('answers 200 with a line that makes the note a cosigned one, by the clock of the witness', async () => {
    const body = await request(0, 300);
    const answer = await witness.post(body);
    expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    const opened = openCheckpoint(Buffer.from(noteOf(body) + answer.body), LOG_KEY.verifier, [
      noteVerifier(witness.vkey, intl1),
    ]);
    expect(opened.witnesses).toEqual(['witness.example']);
    expect(cosignatureTimeOfLine(answer.body.trim().split(' ')[2] ?? '')).toBe(1_790_000_000n);
  });

  it('answers 409 with the size that it has, and goes on from there', async () => {
    expect(await witness.post(await request(7, 9))).toMatchObject({ status: 409, body: '0\n' });
    await witness.post(await request(0, 5));
    expect(await witness.post(await request(0, 9))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '5\n' });
    expect((await witness.post(await request(5, 9))).status).toBe(200);
    expect((await witness.post(await request(9, 9))).status).toBe(200);
  });

  it('answers 422 to a log that was rewritten and signed anew, shorter, as long and longer', async () => {
    await witness.post(await request(0, 5));
    expect((await witness.post(await request(5, 5, rewritten))).status).toBe(422);
    expect((await witness.post(await request(5, 9, rewritten))).status).toBe(422);
    expect((await witness.post(await request(5, 3, rewritten))).status).toBe(400);
    expect(kept()).toBe(5n);
  });

  it('answers 404 to a log that it does not know and 403 to another key of one that it knows', async () => {
    const body = await request(0, 5);
    expect((await witness.post(body.replaceAll(ORIGIN, 'other.example/2026/1'))).status).toBe(404);
    const stranger = signerFor(ORIGIN, 9).signer;
    const [text = ''] = noteOf(body).split('\n\n');
    expect((await witness.post(`old 0\n\n${await signNote(`${text}\n`, [stranger])}`)).status).toBe(403);
    expect(kept()).toBeUndefined();
  });

  it('answers 400 to what is no request: nothing, half of one, too much', async () => {
    for (const body of ['', 'old 0\n', 'old -1\n\nx', `old 0\n\n${'x'.repeat(70_000)}`])
      expect((await witness.post(body)).status, body.slice(0, 20)).toBe(400);
  });

  it('takes a request whatever it calls itself, and one that calls itself nothing', async () => {
    const body = await request(0, 5);
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
      expect((await witness.post(body, { 'content-type': type })).status, type).not.toBe(400);
    const bare = await new Promise<number | undefined>((done, fail) => {
      const sent = httpRequest(`${witness.url}/add-checkpoint`, { method: 'POST' }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      });
      sent.once('error', fail).end(body);
    });
    expect(bare).toBe(409);
  });

  it('lets one of fifty at the same size win, and never goes back', async () => {
    await witness.post(await request(0, 5));
    const sizes = Array.from({ length: 50 }, (_, i) => 6 + (i % 10));
    const bodies = await Promise.all(sizes.map((size) => request(5, size)));
    const answers = await Promise.all(bodies.map((body) => witness.post(body)));
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body === `${sizes[won]}\n`)).toHaveLength(49);
    expect(kept()).toBe(BigInt(sizes[won] ?? 0));
  });
});

describe('GET /checkpoint', () => {
  it('shows the head under the log’s own signature: proof that the log said so', async () => {
    const body = await request(0, 5);
    await witness.post(body);
    const path = `${witness.url}/checkpoint?origin=${encodeURIComponent(ORIGIN)}`;
    expect(await (await fetch(path)).text()).toBe(noteOf(body));
    expect((await fetch(`${witness.url}/checkpoint?origin=other`)).status).toBe(404);
    expect((await fetch(`${witness.url}/checkpoint`)).status).toBe(404);
  });
});

it('keeps key and heads for its owner alone', () => {
  for (const file of [witness.stateFile, witness.keyFile]) expect(statSync(file).mode & 0o077).toBe(0);
});
