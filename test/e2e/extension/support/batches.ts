/** The gateway's side of batches: a list in memory that goes on when a test says so, and tells everybody who follows it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type BatchAnswer,
  type BatchDecisionRequest,
  type BatchItem,
  ITEM_CLASSES,
  type ItemClass,
  type ProblemCode,
  type ResultsQuery,
} from '@duecheck/core/contract';
import { maskName, maskNumber } from '@duecheck/core/subject';
import { id } from './id.ts';

type Member = Pick<BatchItem, 'n' | 'line' | 'caseKey' | 'caseLabel' | 'subject' | 'code'> & { as: ItemClass };
interface Kept {
  answer: BatchAnswer;
  readonly members: readonly Member[];
  readonly followers: Set<ServerResponse>;
}
type Query = Readonly<Record<string, string>>;

export function createBatches(refuse: (code: ProblemCode) => never) {
  const kept: Kept[] = [];
  const script = {
    /** What becomes of the member in this place; `clear` where nothing is said. */
    classes: new Map<number, ItemClass>(),
    codes: new Map<number, string>(),
    decisions: new Map<number, BatchItem['decision']>(),
    needsRelease: false,
    mine: true,
    differences: [] as number[],
    /** Lists as they arrived. */
    lists: [] as string[],
    /** Streams that are opened: how often. */
    followed: 0,
    /** Every stream is refused, as while a gateway starts. */
    deaf: false,
  };
  const find = (name: string) => kept.find(({ answer }) => answer.batchId === name) ?? refuse('not-found');
  const classAt = ({ answer }: Kept, { n, as }: Member): ItemClass => (n <= answer.done ? as : 'waiting');
  const counted = (batch: Kept): BatchAnswer['counts'] => {
    const counts = Object.fromEntries(ITEM_CLASSES.map((name) => [name, 0])) as BatchAnswer['counts'];
    for (const member of batch.members) counts[classAt(batch, member)]++;
    return counts;
  };
  const change = (batch: Kept, more: Partial<BatchAnswer>): BatchAnswer => {
    batch.answer = { ...batch.answer, ...more };
    batch.answer = { ...batch.answer, counts: counted(batch) };
    for (const follower of batch.followers) {
      follower.write(`data: ${JSON.stringify(batch.answer)}\n\n`);
      if (!moves(batch.answer)) follower.end();
    }
    return batch.answer;
  };
  const moves = ({ state }: BatchAnswer) => state === 'running' || state === 'deciding';

  const itemOf = (batch: Kept, member: Member): BatchItem => {
    const { as: _, ...item } = member;
    return {
      ...item,
      class: classAt(batch, member),
      checkId: null,
      decision: script.decisions.get(member.n) ?? null,
    };
  };

  function begin(members: readonly Member[], more: Partial<BatchAnswer> & Pick<BatchAnswer, 'round'>): BatchAnswer {
    const batch: Kept = {
      members,
      followers: new Set(),
      answer: {
        batchId: id('bat'),
        decisionPoint: 'civil-service-hiring',
        organisation: 'qz-rsj',
        state: script.needsRelease ? 'needs-release' : 'running',
        pausedBecause: null,
        total: members.length,
        done: 0,
        counts: {},
        perSecond: null,
        secondsLeft: null,
        startedAt: new Date().toISOString(),
        endedAt: null,
        rerunOf: null,
        mine: script.mine,
        decided: 0,
        receipt: null,
        ...more,
      } as unknown as BatchAnswer,
    };
    kept.unshift(batch);
    return change(batch, {});
  }

  return {
    script,
    get latest() {
      return kept[0]?.answer as BatchAnswer;
    },

    /** So many are looked at now. */
    advance(done: number): void {
      const batch = kept[0] as Kept;
      const { total } = batch.answer;
      const over = done >= total;
      change(batch, {
        done,
        state: over ? 'done' : 'running',
        perSecond: over ? null : 170,
        secondsLeft: over ? null : Math.ceil((total - done) / 170),
        endedAt: over ? new Date().toISOString() : null,
      });
    },
    change: (more: Partial<BatchAnswer>) => change(kept[0] as Kept, more),

    /** Breaks every stream, as a gateway that is killed does. */
    cut(): void {
      for (const { followers } of kept) for (const follower of followers) follower.destroy();
    },

    start(text: string, query: Query): BatchAnswer {
      const [head, ...lines] = text
        .replace(/^\u{FEFF}/u, '')
        .trim()
        .split(/\r?\n/);
      if (!head?.startsWith('姓名,证件号码,案号')) return refuse('batch-unreadable');
      script.lists.push(text);
      const members = lines.map((line, at): Member => {
        const n = at + 1;
        const [name = '', number = '', label = ''] = line.split(',');
        const as = script.classes.get(n) ?? 'clear';
        const known = as !== 'invalid';
        return {
          n,
          line: n + 1,
          as,
          code: script.codes.get(n) ?? (known ? null : 'case-missing'),
          caseKey: known ? label.replace(/\D+/g, '') : null,
          caseLabel: known ? label : null,
          subject: known ? { number: maskNumber(number), name: maskName(name, 'individual') } : null,
        };
      });
      return begin(members, { round: query.round as string, decisionPoint: query.decisionPoint as string });
    },

    follow(request: IncomingMessage, response: ServerResponse, name: string): void {
      script.followed++;
      const batch = find(name);
      if (script.deaf) {
        response.writeHead(503).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(batch.answer)}\n\n`);
      if (!moves(batch.answer)) {
        response.end();
        return;
      }
      batch.followers.add(response);
      request.socket.once('close', () => batch.followers.delete(response));
    },

    results(name: string, { format }: Pick<ResultsQuery, 'format'>): string {
      const batch = find(name);
      return `${format}:${batch.answer.total}`;
    },

    routes: {
      batches: () => ({ batches: kept.map(({ answer }) => answer) }),
      batch: (_: never, name: string) => find(name).answer,
      pauseBatch: (_: never, name: string) => change(find(name), { state: 'paused', pausedBecause: 'asked' }),
      resumeBatch: (_: never, name: string) => change(find(name), { state: 'running', pausedBecause: null }),
      cancelBatch: (_: never, name: string) => change(find(name), { state: 'cancelled' }),
      releaseBatch: ({ answer }: { answer: 'give' | 'refuse' }, name: string) =>
        change(find(name), { state: answer === 'give' ? 'running' : 'cancelled' }),
      rerunBatch: ({ round }: { round?: string }, name: string) => {
        const before = find(name);
        return begin(before.members, { round: round ?? before.answer.round, rerunOf: before.answer.batchId });
      },
      batchItems: (_: never, name: string, { class: which, after, limit }: Query) => {
        const batch = find(name);
        const all = batch.members.map((member) => itemOf(batch, member));
        const fitting = all.filter((item) => item.n > Number(after) && (!which || item.class === which));
        const items = fitting.slice(0, Number(limit));
        return { items, next: fitting.length > items.length ? (items.at(-1)?.n ?? null) : null };
      },
      batchDifferences: (_: never, name: string) => {
        const batch = find(name);
        const items = batch.members
          .filter(({ n }) => script.differences.includes(n))
          .map((member) => itemOf(batch, member));
        return { items, total: items.length };
      },
      decideBatch: (_: BatchDecisionRequest, name: string) => change(find(name), { state: 'deciding' }),
      batchReceipt: (_: never, name: string) => {
        const { receipt } = find(name).answer;
        return { token: 'set-receipt.token', effect: 'favourable', ...(receipt ?? refuse('not-found')) };
      },
    },
  };
}
