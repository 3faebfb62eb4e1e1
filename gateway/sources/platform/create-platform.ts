/**
 * A credit platform of a city or province as a source: one signed question about one person, and what its answer says
 * (domain/FORMATS §6). Sources: 衢政办发〔2017〕103号, 个人信用细则 二(一)2 and 4 name both platforms.
 */
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { Suite } from '@duecheck/core/register';
import { type Clock, iso } from '../../clock.ts';
import { recordId } from '../../intake/record-id.ts';
import { readDate } from '../../intake/values/dates.ts';
import type { KeyedIndex } from '../../keyed-index.ts';
import { faultOf } from '../fault-of.ts';
import type { AskableSource } from '../guard.ts';
import { SourceFault, type UpstreamQuery } from '../source.ts';
import { answeredRows } from './answered-rows.ts';
import type { PlatformConfig } from './config.ts';
import { type Envelope, openEnvelope } from './envelope.ts';
import { createPost } from './http.ts';
import { listsFor, type Question, questionOf } from './question.ts';
import { createListReaders, type RowsContext } from './rows.ts';
import { createSecrets } from './secrets.ts';
import { signCall } from './sign.ts';

export interface PlatformWorld {
  readonly index: Pick<KeyedIndex, 'subject'>;
  readonly suite: Pick<Suite, 'hash'>;
  /** The machine's: calls are signed by it. */
  readonly clock: Clock;
  /** The lists in force: what is a record is theirs to say. */
  readonly catalogue: () => Promise<CatalogueIndex>;
}

/** @example createPlatform(config, world).ask(query, AbortSignal.timeout(2000)) */
export function createPlatform(config: PlatformConfig, world: PlatformWorld): AskableSource {
  const post = createPost(config);
  const secrets = createSecrets(config, post, world.clock);
  const readerOf = createListReaders(config.lists);

  async function send(question: Question, signal: AbortSignal): Promise<Envelope> {
    const secret = await secrets.current();
    const first = await signed(question, secret, signal);
    if (first.meaning !== 'secret-over') return first;
    // The signature was refused before anybody was looked up, so this is still one look-up.
    const second = await signed(question, await secrets.renew(secret), signal);
    if (second.meaning === 'secret-over') throw new SourceFault('refused', 'the platform takes none of our secrets');
    return second;
  }

  async function signed(question: Question, secret: string, signal: AbortSignal): Promise<Envelope> {
    const body = { ...signCall(config.appKey, secret, world.clock.now()), ...question };
    return openEnvelope(await post('/credit/joint/check', body, signal), config.charset);
  }

  /** Of the row's own day where it names one; else of the day that the whole answer stands for; else of now. */
  function contextOf(query: UpstreamQuery, catalogue: CatalogueIndex, dataTime: string): RowsContext {
    const day = readDate(dataTime);
    if (day === 'invalid') throw new SourceFault('unreadable', 'an answer whose own date is none');
    const known = typeof day === 'object' && day.day <= query.today;
    return {
      query,
      catalogue,
      today: query.today,
      asOf: known ? `${day.day}T00:00:00+08:00` : iso(world.clock.now()),
      source: config.id,
      keyOf: ({ kind, number }) => world.index.subject(kind, number),
      idOf: (...parts) => recordId(world.suite, ...parts),
    };
  }

  return {
    id: config.id,
    categories: [...new Set(Object.values(config.lists).map(({ category }) => category))],
    async ask(query, signal) {
      try {
        const lists = listsFor(config, query.categories);
        if (lists.length === 0) return { records: [], identity: 'unconfirmed' };
        const question = questionOf(config, query, lists);
        // Before anything is sent: who could not read the answer has no reason to look anybody up.
        const catalogue = await world.catalogue();
        const readers = lists.map((list) => [list, readerOf(list, catalogue)] as const);
        const envelope = await send(question, signal);
        if (envelope.meaning === 'mismatch') return { records: [], identity: 'mismatch' };
        const rows = answeredRows(envelope, lists, Object.keys(config.lists));
        const context = contextOf(query, catalogue, envelope.dataTime);
        const records = readers.flatMap(([list, read]) => read(rows.get(list) ?? [], context));
        // The same document twice, and ended ones too: which copy stands is decided over all sources (`merge.ts`).
        return { records, identity: config.identity === 'compared' ? 'confirmed' : 'unconfirmed' };
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}
