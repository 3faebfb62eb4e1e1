/** What the batch page asks. Streams and files it fetches itself; it is told where, and with which token. */

import type { Reply } from '@duecheck/core/check';
import { answered, failed, rememberIntent } from '@duecheck/core/check';
import { BATCH_MOST, type BatchAnswer, DESK_ROUTES } from '@duecheck/core/contract';
import { inLanguage } from '@duecheck/core/text';
import type { BatchReplies, BatchView, FromBatch } from '../../messages/index.ts';
import { readAccount } from '../account.ts';
import { batchChoices } from '../batch-choices.ts';
import { bearer } from '../bearer.ts';
import { caseSystem } from '../case-system.ts';
import { client, clock, random } from '../client.ts';
import { readList } from '../lists.ts';
import { movedDate } from '../moved-date.ts';
import { sessionStore } from '../session-store.ts';
import { readLanguage, readSettings } from '../settings.ts';
import { signIn } from '../sign-in.ts';
import { tellPages } from '../tell-pages.ts';
import { addressOf, transport } from '../transport.ts';

type Of<T extends FromBatch['type']> = Extract<FromBatch, { type: T }>;
type Handlers = { [T in FromBatch['type']]: (message: Of<T>) => Promise<BatchReplies[T]> };

const ACTS = { pause: 'pauseBatch', resume: 'resumeBatch', cancel: 'cancelBatch' } as const;

export const batch: Handlers = {
  async 'batch.setup'() {
    const [settings, account] = [await readSettings(), await readAccount()];
    return {
      language: await readLanguage(),
      setup: settings === null ? 'unset' : 'ready',
      signedIn: account !== null,
      reviewer: account?.roles.includes('reviewer') ?? false,
      demoDate: settings === null ? null : await movedDate(),
      most: { bytes: DESK_ROUTES.startBatch.bodyLimit, people: BATCH_MOST },
    };
  },

  async 'batch.signIn'() {
    const result = await signIn();
    if (result === 'signed-in') void tellPages();
    return result;
  },

  'batch.choices': () => batchChoices(),

  async 'batch.list'() {
    const reply = await transport.call({ route: 'batches' });
    if (!reply.ok) return reply;
    const view = await viewer();
    return answered(reply.answer.batches.map(view));
  },

  'batch.state': async ({ id }) => viewed(await transport.call({ route: 'batch', id })),
  'batch.act': async ({ id, act }) => viewed(await transport.call({ route: ACTS[act], id })),
  'batch.release': async ({ id, request }) =>
    viewed(await transport.call({ route: 'releaseBatch', id, body: request })),

  async 'batch.rerun'({ id, request }) {
    const { intent, reply } = await client.rerunBatch(id, request);
    return { intent, reply: await viewed(reply) };
  },
  async 'batch.decide'({ id, request }) {
    const { intent, reply } = await client.decideBatch(id, request);
    return { intent, reply: await viewed(reply) };
  },

  'batch.items': ({ id, class: which, after }) =>
    transport.call({ route: 'batchItems', id, query: { class: which, after: String(after), limit: '500' } }),
  'batch.differences': ({ id }) => transport.call({ route: 'batchDifferences', id }),
  'batch.receipt': ({ id }) => transport.call({ route: 'batchReceipt', id }),

  async 'batch.wish'({ digest, query }) {
    const wish = { route: 'startBatch', scope: digest, body: query } as const;
    const intent = await rememberIntent({ clock, random, store: sessionStore }, wish);
    return { intent: intent.id, key: intent.idempotencyKey };
  },
  async 'batch.delivered'({ intent }) {
    await client.delivered(intent);
    return null;
  },

  async 'batch.door'({ door, refused }) {
    const [settings, token] = [await readSettings(), await bearer(refused ?? undefined)];
    if (settings === null || token.kind === 'signed-out') return failed({ kind: 'signed-out' });
    if (token.kind === 'outage') return failed({ kind: 'outage', cause: 'server' });
    return answered({ url: addressOf(door, settings.gatewayUrl).href, token: token.token });
  },
};

const viewed = async (reply: Reply<BatchAnswer>): Promise<Reply<BatchView>> =>
  reply.ok ? answered((await viewer())(reply.answer)) : reply;

/** Adds what the signed lists say of a batch's step. */
async function viewer(): Promise<(answer: BatchAnswer) => BatchView> {
  const [language, catalogue, bindings] = [
    await readLanguage(),
    await readList('catalogue'),
    await readList('bindings'),
  ];
  return (answer) => {
    const row = catalogue?.list.decisionPoints.find(({ id }) => id === answer.decisionPoint);
    const at = bindings?.list.bindings.find(
      ({ decisionPoint, organisation, case: { address } }) =>
        decisionPoint === answer.decisionPoint && organisation === answer.organisation && address !== undefined,
    );
    return {
      ...answer,
      title: row ? inLanguage(row.title, language) : answer.decisionPoint,
      system: at ? caseSystem(at) : null,
    };
  };
}
