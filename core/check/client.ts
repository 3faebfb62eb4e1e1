import type { DeskRoute, Id } from '../contract/index.ts';
import { attempt } from './attempt.ts';
import { forgetIntent, rememberIntent } from './intent.ts';
import type { Reply } from './reply.ts';
import type { AnswerOf, BodyOf, CheckWorld } from './world.ts';

/** `intent` is handed back to `delivered` once the person has seen the answer. */
export interface Asked<T> {
  readonly intent: string;
  readonly reply: Reply<T>;
}

/** due → check → outcome → decision, with every write sent once in meaning, however often in fact. */
export interface CheckClient {
  /** Reads no record and names no person. */
  due(body: BodyOf<'due'>): Promise<Reply<AnswerOf<'due'>>>;
  /** @param scope '' for the first check, the decision's id for the re-check that precedes its effect. */
  check(body: BodyOf<'check'>, scope?: string): Promise<Asked<AnswerOf<'check'>>>;
  decide(check: Id<'chk'>, body: BodyOf<'decide'>): Promise<Asked<AnswerOf<'decide'>>>;
  decideUnchecked(body: BodyOf<'decideUnchecked'>): Promise<Asked<AnswerOf<'decideUnchecked'>>>;
  decision(id: Id<'dec'>): Promise<Reply<AnswerOf<'decision'>>>;
  notice(id: Id<'dec'>, body: BodyOf<'notice'>): Promise<Asked<AnswerOf<'notice'>>>;
  hearing(id: Id<'dec'>, body: BodyOf<'hearing'>): Promise<Asked<AnswerOf<'hearing'>>>;
  effect(id: Id<'dec'>, body: BodyOf<'effect'>): Promise<Asked<AnswerOf<'effect'>>>;
  withdraw(id: Id<'dec'>, body: BodyOf<'withdraw'>): Promise<Asked<AnswerOf<'withdraw'>>>;
  /** Records what the person signed; the lookup that follows rests on it. */
  authorise(body: BodyOf<'authorise'>): Promise<Asked<AnswerOf<'authorise'>>>;
  withdrawAuthorisation(
    id: Id<'aut'>,
    body: BodyOf<'withdrawAuthorisation'>,
  ): Promise<Asked<AnswerOf<'withdrawAuthorisation'>>>;
  askRelease(body: BodyOf<'askRelease'>): Promise<Asked<AnswerOf<'askRelease'>>>;
  answerRelease(id: Id<'rel'>, body: BodyOf<'answerRelease'>): Promise<Asked<AnswerOf<'answerRelease'>>>;
  rerunBatch(id: Id<'bat'>, body: BodyOf<'rerunBatch'>): Promise<Asked<AnswerOf<'rerunBatch'>>>;
  decideBatch(id: Id<'bat'>, body: BodyOf<'decideBatch'>): Promise<Asked<AnswerOf<'decideBatch'>>>;
  /** A paper for the person. Each making is an entry; the same wish until it was shown is one. */
  noticePaper(id: Id<'dec'>, body: BodyOf<'noticePaper'>): Promise<Asked<AnswerOf<'noticePaper'>>>;
  undertaking(check: Id<'chk'>, body: BodyOf<'undertaking'>): Promise<Asked<AnswerOf<'undertaking'>>>;
  /** The answer was shown: the same words from now on are a new wish. */
  delivered(intent: string): Promise<void>;
}

/**
 * @example
 * const client = createCheckClient({ clock, store, transport, random, online: () => navigator.onLine });
 * const { intent, reply } = await client.check(request);
 * if (reply.ok) { show(reply.answer.outcome); await client.delivered(intent); }
 */
export function createCheckClient(world: CheckWorld): CheckClient {
  /** Two asks for the same wish in one worker share one request; across workers the key does that. */
  const running = new Map<string, Promise<Reply<unknown>>>();

  async function once<N extends DeskRoute>(
    route: N,
    body: BodyOf<N>,
    { id, scope = '' }: { id?: string; scope?: string } = {},
  ): Promise<Asked<AnswerOf<N>>> {
    const target = id === undefined ? {} : { id };
    const intent = await rememberIntent(world, { route, scope, body, ...target });
    const known = running.get(intent.id) as Promise<Reply<AnswerOf<N>>> | undefined;
    const sent = known ?? attempt(world, { route, body, idempotencyKey: intent.idempotencyKey, ...target });
    running.set(intent.id, sent);
    try {
      const reply = await sent;
      // A problem wrote nothing and will say the same again: correcting it is a new wish. Signing in is not.
      if (!reply.ok && reply.failure.kind === 'problem') await forgetIntent(world, intent.id);
      return { intent: intent.id, reply };
    } finally {
      running.delete(intent.id);
    }
  }

  return {
    due: (body) => attempt(world, { route: 'due', body }),
    check: (body, scope = '') => once('check', body, { scope }),
    decide: (id, body) => once('decide', body, { id }),
    decideUnchecked: (body) => once('decideUnchecked', body),
    decision: (id) => attempt(world, { route: 'decision', id }),
    notice: (id, body) => once('notice', body, { id }),
    hearing: (id, body) => once('hearing', body, { id }),
    effect: (id, body) => once('effect', body, { id }),
    withdraw: (id, body) => once('withdraw', body, { id }),
    authorise: (body) => once('authorise', body),
    withdrawAuthorisation: (id, body) => once('withdrawAuthorisation', body, { id }),
    askRelease: (body) => once('askRelease', body),
    answerRelease: (id, body) => once('answerRelease', body, { id }),
    rerunBatch: (id, body) => once('rerunBatch', body, { id }),
    decideBatch: (id, body) => once('decideBatch', body, { id }),
    noticePaper: (id, body) => once('noticePaper', body, { id }),
    undertaking: (id, body) => once('undertaking', body, { id }),
    delivered: (intent) => forgetIntent(world, intent),
  };
}
