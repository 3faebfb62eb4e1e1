/**
 * A credit platform as a city or a province has one (domain/FORMATS §6), with all its habits. Its people are the
 * demonstration's, none of whom exists; it serves the loopback only.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { LOOPBACK } from '../net.ts';
import type { People, PlatformId } from '../people/index.ts';
import type { Running } from '../running.ts';
import { registerAdmin } from './admin.ts';
import { type Answer, answerTo, say, type World } from './answer.ts';
import { createBatches } from './batches.ts';
import { type Caller, createCallers } from './callers.ts';
import { createCounts } from './counts.ts';
import { BATCH, type BatchBody, CHECK, type CheckBody, FEEDBACK, type FeedbackBody, RESULT, SIGNED } from './forms.ts';
import { HABITS } from './habits.ts';
import { createHoldings } from './holdings.ts';
import { modeNow, type State } from './state.ts';
import { bytesOf, ERROR_PAGE } from './wire.ts';

export interface PlatformOptions {
  readonly id: PlatformId;
  /** 0 takes a free one. */
  readonly port: number;
  readonly people: Pick<People, 'registry' | 'platformRecords'>;
  readonly callers: readonly Caller[];
  /** The day that its data stand for, `YYYY-MM-DD`. */
  readonly dataDay: string;
  readonly now?: () => number;
  /** Of an answer under the switch `slow`. */
  readonly slowMs?: number;
  /** How long a secret for calls lives. */
  readonly secretMs?: number;
  /** Of a batch, for each person. */
  readonly batchMs?: number;
}

type Body = { appKey: string; requestTime: string; sign: string } & Partial<CheckBody>;

export async function startPlatform(options: PlatformOptions): Promise<Running> {
  const { id, port, people, dataDay, now = Date.now, slowMs = 1500, secretMs = 15 * 60_000, batchMs = 200 } = options;
  const app = fastify({ forceCloseConnections: true });
  const state: State = { mode: 'none', maintenance: null };
  const habits = HABITS[id];
  const world: World = { habits, holdings: createHoldings(people, id), dataDay };
  const callers = createCallers(options.callers, { now, secretMs });
  const counts = createCounts(now);
  const batches = createBatches({ now, msEach: batchMs });

  /** One address of the interface: counted, spoilt as the switch says, else answered. */
  function answer<T extends Body>(path: string, form: object, act: (body: T, ip: string) => Answer): void {
    app.post(path, { schema: { body: form } }, async (request, reply) => {
      const body = request.body as T;
      const { appKey, matterCode = '', caseNo = '' } = body;
      const note = counts.arrived({ path, appKey, matterCode, caseNo });
      const mode = modeNow(state, now());
      if (mode === 'down' || mode === 'hang') return silence(request, reply, mode);
      if (mode === 'slow') await sleep(slowMs);
      if (mode === 'html' || mode === 'error-500')
        return reply
          .code(mode === 'html' ? 200 : 500)
          .type('text/html;charset=utf-8')
          .send(ERROR_PAGE);
      const said = mode === 'code-99' ? say('99') : mode === 'maintenance' ? say('90') : act(body, request.ip);
      note(said.code);
      const bytes = bytesOf(said, randomUUID(), habits, mode);
      return reply.type(bytes.contentType).send(bytes.body);
    });
  }

  /** What only a caller in good standing is told. */
  const admitted =
    <T extends Body>(act: (body: T, caller: Caller) => Answer) =>
    (body: T, ip: string): Answer => {
      const mode = modeNow(state, now());
      if (mode === 'wrong-sign') return say('22');
      const caller = callers.admit(body, ip);
      if (typeof caller === 'string') return say(caller);
      const over = mode === 'rate-limited' ? '30' : callers.count(caller);
      return over === null ? act(body, caller) : say(over);
    };

  /** Whether the caller is registered for this matter and these lists. */
  function may({ matters, lists }: Caller, { matterCode, authNo, categories }: Partial<CheckBody>): boolean {
    const matter = matters.find(({ code }) => code === matterCode);
    if (matter === undefined || (matter.needsAuthorisation === true && !authNo)) return false;
    return (categories ?? []).every((list) => lists.includes(list));
  }

  answer('/credit/secret/request', SIGNED, (body, ip) => renewed(callers.renew(body, ip, 'secret')));
  answer('/credit/secret/refresh', SIGNED, (body, ip) => renewed(callers.renew(body, ip, 'refreshSecret')));
  answer<CheckBody>(
    '/credit/joint/check',
    CHECK,
    admitted((body, caller) => (may(caller, body) ? answerTo(body, world, modeNow(state, now())) : say('20'))),
  );
  answer<BatchBody>(
    '/credit/joint/batch',
    BATCH,
    admitted((body, caller) => {
      if (!may(caller, body)) return say('20');
      const taskNo = batches.submit(
        body.subjects.map(({ caseNo, ...subject }) => () => ({
          caseNo,
          ...answerTo({ ...subject, categories: body.categories }, world, modeNow(state, now())),
        })),
      );
      return { ...say('00'), data: { taskNo } };
    }),
  );
  answer<Body & { taskNo: string }>(
    '/credit/joint/batch/result',
    RESULT,
    admitted(({ taskNo }) => {
      const result = batches.result(taskNo);
      return result === null ? say('01') : { ...say('00'), data: { taskNo, ...result } };
    }),
  );
  answer<FeedbackBody>(
    '/credit/joint/feedback',
    FEEDBACK,
    admitted(({ caseNo, executed, measureCodes, reason, result }) => {
      counts.feedback({ caseNo, executed, measureCodes, reason, result });
      return say('00');
    }),
  );
  // 200 whatever it was, as such platforms have it. The reason may quote what was sent, so it is not told.
  app.setErrorHandler((_error, _request, reply) => {
    const { contentType, body } = bytesOf(say('98'), randomUUID(), habits, 'none');
    return reply.code(200).type(contentType).send(body);
  });
  registerAdmin(app, { id, habits, state, callers, counts, holdings: world.holdings, now });

  const url = await app.listen({ host: LOOPBACK, port });
  return { url, port: Number(new URL(url).port), close: () => app.close() };
}

const renewed = (pair: object | string): Answer =>
  typeof pair === 'string' ? say(pair) : { ...say('00'), data: pair };

/** A connection that ends without a byte, or that never says anything. */
function silence({ raw }: FastifyRequest, reply: FastifyReply, how: 'down' | 'hang'): FastifyReply {
  reply.hijack();
  if (how === 'down') raw.socket.resetAndDestroy();
  return reply;
}
