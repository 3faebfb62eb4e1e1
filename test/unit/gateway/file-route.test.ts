/** A route that takes a file, and one with parameters: what reaches the handler, and what never does. */
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Route } from '@duecheck/core/contract';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { addRoute } from '../../../gateway/http/add-route.ts';
import type { FileBody } from '../../../gateway/http/file-body.ts';
import { RequestProblem } from '../../../gateway/http/problem.ts';
import { createServer } from '../../../gateway/http/server.ts';
import type { World } from '../../../gateway/world.ts';

const LIMIT = 100_000;
const FILES = {
  method: 'POST',
  path: '/files',
  summary: 'Takes a file.',
  access: ['office'],
  idempotency: 'none',
  accepts: 'file',
  query: z.strictObject({ type: z.string() }),
  bodyLimit: LIMIT,
} as const satisfies Route;

const world = {
  verifyToken: async (token: string) => {
    if (token !== 'office') throw new RequestProblem('token-invalid');
    return { iss: 'issuer', sub: token, assurance: 'password' };
  },
} as unknown as World;

let app: Awaited<ReturnType<typeof createServer>> | undefined;
afterEach(() => app?.close());

type Read = (call: { file: FileBody; query: { type: string }; body: unknown }) => Promise<unknown>;

async function open(read: Read): Promise<string> {
  await app?.close();
  app = await createServer(world, []);
  addRoute(app, world, FILES, read as never);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

const size: Read = async ({ file, query, body }) => ({
  type: file.type,
  query,
  body: body ?? null,
  bytes: (await buffer(file.stream)).length,
});

const send = async (
  url: string,
  body: BodyInit | undefined,
  headers: Record<string, string> = { 'content-type': 'text/csv' },
  path = '/files?type=penalty',
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer office', ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

const chunked = (bytes: number): BodyInit =>
  Readable.toWeb(
    Readable.from(
      (function* () {
        for (let at = 0; at < bytes; at += 1000) yield Buffer.alloc(Math.min(1000, bytes - at), 0x41);
      })(),
    ),
  ) as unknown as BodyInit;

describe('a route that takes a file', () => {
  it('hands on its bytes as they come, with its type and the parameters', async () => {
    const url = await open(size);
    for (const type of ['text/csv; charset=gb18030', 'application/x-ndjson', 'Application/Octet-Stream']) {
      const answer = await send(url, chunked(LIMIT), { 'content-type': type });
      const essence = type.split(';')[0]?.toLowerCase();
      expect(answer).toEqual({
        status: 200,
        body: { type: essence, query: { type: 'penalty' }, body: null, bytes: LIMIT },
      });
    }
  });

  it('refuses one that is larger than it says or than it may be, and does not read on', async () => {
    const url = await open(size);
    expect((await send(url, Buffer.alloc(LIMIT + 1))).body.code).toBe('body-too-large');
    let read = 0;
    const again = await open(async ({ file }) => {
      for await (const chunk of file.stream) read += (chunk as Uint8Array).length;
    });
    expect(await status(again, LIMIT * 50)).toBe(413);
    expect(read).toBeLessThanOrEqual(LIMIT);
  });

  it('takes nothing of another type, without a type, or without a token', async () => {
    const url = await open(size);
    const wrong = await send(url, '{}', { 'content-type': 'application/json' });
    expect([wrong.status, wrong.body.code]).toEqual([415, 'unsupported-media-type']);
    expect((await send(url, undefined, {})).body.code).toBe('unsupported-media-type');
    let asked = 0;
    const again = await open(async () => {
      asked += 1;
    });
    const refused = await send(again, Buffer.alloc(10), { 'content-type': 'text/csv', authorization: 'Bearer clerk' });
    expect([refused.status, refused.body.code, asked]).toEqual([401, 'token-invalid', 0]);
  });

  it('answers though the handler left the file unread', async () => {
    const url = await open(async () => ({ left: true }));
    expect((await send(url, Buffer.alloc(LIMIT))).body).toEqual({ left: true });
    const stopped = await open(async ({ file }) => {
      for await (const _ of file.stream) break;
      return { stopped: true };
    });
    expect((await send(stopped, chunked(LIMIT))).body).toEqual({ stopped: true });
  });

  it('tells its reader of a body that broke off', async () => {
    const ended = Promise.withResolvers<unknown>();
    const url = new URL(
      await open(async ({ file }) => {
        await buffer(file.stream).then(ended.resolve, ended.reject);
      }),
    );
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      `POST /files?type=x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer office\r\nContent-Type: text/csv\r\nContent-Length: 500\r\n\r\nhalf`,
    );
    setImmediate(() => socket.destroySoon());
    await expect(ended.promise).rejects.toMatchObject({ code: 'body-incomplete' });
  });

  it('takes no parameter that it does not know, none twice, and repeats none of them', async () => {
    const url = await open(size);
    for (const path of ['/files', '/files?type=a&type=b', '/files?type=a&330899189001010015=x']) {
      const answer = await send(url, 'a', undefined, path);
      expect([answer.status, answer.body.code], path).toEqual([400, 'invalid-query']);
      expect(JSON.stringify(answer.body)).not.toContain('330899');
    }
  });
});

/** By hand: a client that is told off in the middle of its sending may lose the answer, and fetch then says so. */
function status(url: string, bytes: number): Promise<number> {
  const { port, hostname } = new URL(url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (data) => {
      text += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const code = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
      if (code === undefined) failed(new Error('no answer'));
      else done(Number(code));
    });
    socket.write(
      'POST /files?type=x HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer office\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    const part = `2710\r\n${'A'.repeat(10_000)}\r\n`;
    let sent = 0;
    const more = (): void => {
      if (socket.destroyed || sent >= bytes) return;
      sent += 10_000;
      socket.write(part, () => setImmediate(more));
    };
    more();
  });
}
