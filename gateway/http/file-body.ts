/** A body that is a file: its bytes as they come, never held whole, never more than the route takes. */
import { Readable } from 'node:stream';
import type { FileType } from '@duecheck/core/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestProblem } from './problem.ts';

export interface FileBody {
  readonly type: FileType;
  /** Ends with RequestProblem `body-too-large` or `body-incomplete` where the body does. */
  readonly stream: Readable;
}

/** @throws RequestProblem `unsupported-media-type` where nothing was sent, `body-too-large` where it says so itself */
export function fileBodyOf(request: FastifyRequest, reply: FastifyReply, limit: number): FileBody {
  // Fastify has refused every other type; a request without a body has none.
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined) throw new RequestProblem('unsupported-media-type');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(reply);
  return { type: type as FileType, stream: Readable.from(bytesOf(request, reply, limit), { objectMode: false }) };
}

async function* bytesOf(request: FastifyRequest, reply: FastifyReply, limit: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  try {
    // Whoever stops reading still answers: destroying the request would cut the connection before the answer.
    for await (const chunk of request.raw.iterator({ destroyOnReturn: false })) {
      seen += (chunk as Uint8Array).length;
      if (seen > limit) throw tooLarge(reply);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw error instanceof RequestProblem ? error : new RequestProblem('body-incomplete', { cause: error });
  }
}

/** The rest of it is not waited for. */
function tooLarge(reply: FastifyReply): RequestProblem {
  reply.header('connection', 'close');
  return new RequestProblem('body-too-large');
}
