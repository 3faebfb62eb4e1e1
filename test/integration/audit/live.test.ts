/** The live monitor: each entry once, in the log's order, without a keyed column, and only while one may. */
import { AuditLiveEntry } from '@duecheck/core/contract';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Acts, AT, actsIn } from '../gateway/acts.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

let city: City;
let acts: Acts;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  auditors = await auditorsIn(city);
});
afterAll(() => city.close());

/** @param enough reads until it holds; then hangs up. Also where the gateway does. */
async function watch(
  user: string,
  enough: (seen: readonly AuditLiveEntry[]) => boolean,
  { lastEventId, during }: { lastEventId?: string; during?: () => Promise<unknown> } = {},
) {
  const client = new AbortController();
  const headers = { authorization: `Bearer ${user}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const answer = await fetch(`${city.url}/v1/audit/live`, { headers, signal: client.signal });
  if (!answer.ok) return { status: answer.status, type: '', seen: [], ids: [], text: await answer.text() };
  const doing = during?.();
  const seen: AuditLiveEntry[] = [];
  const ids: (string | undefined)[] = [];
  let text = '';
  const events = (answer.body as ReadableStream<Uint8Array<ArrayBuffer>>)
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  try {
    for await (const event of events) {
      expect(event.event).toBe('entry');
      text += event.data;
      ids.push(event.id);
      seen.push(AuditLiveEntry.parse(JSON.parse(event.data)));
      if (enough(seen)) break;
    }
  } catch (error) {
    if (!/terminated/.test((error as Error).message)) throw error;
  }
  client.abort();
  await doing;
  return { status: answer.status, type: answer.headers.get('content-type'), seen, ids, text };
}
const has = (type: string) => (seen: readonly AuditLiveEntry[]) => seen.some((entry) => entry.type === type);

it('tells of each entry once, in the log’s order, and of no person', async () => {
  const { type, seen, ids, text } = await watch('zhaoping', has('decision.effective'), {
    during: async () => {
      const { checkId } = await acts.checked(TOUR.a, 'l-1');
      await acts.decide(checkId, { effect: 'favourable', reason: '合格' });
    },
  });
  expect(type).toBe('text/event-stream');
  expect(seen.map((entry) => entry.type)).toEqual(
    expect.arrayContaining(['audit.query', 'check.intent', 'check.result', 'decision.effective']),
  );
  const indexes = seen.map(({ index }) => index);
  expect(indexes).toEqual(indexes.map((_, n) => (indexes[0] as number) + n));
  expect(ids).toEqual(indexes.map(String));
  const [result] = await auditors.found({ types: ['check.result'], case: { ...AT, key: 'l-1' } });
  const { subjectKey, caseKey, nameKey, surnameKey, ...clear } = result?.columns ?? {};
  expect(seen.find(({ id }) => id === result?.id)?.columns).toEqual(clear);
  for (const keyed of [subjectKey, caseKey, nameKey, surnameKey]) expect(text).not.toContain(keyed);
});

it('goes on after the last one that was seen', async () => {
  await acts.checked(TOUR.c, 'l-2');
  await city.gateway.world.register.sequence();
  const size = Number(city.gateway.world.register.head().size);
  const { seen } = await watch('zhaoping', (all) => all.length >= 4, { lastEventId: String(size - 4) });
  expect(seen.slice(0, 3).map(({ index }) => index)).toEqual([size - 3, size - 2, size - 1]);
});

it('reads on in steps over what is many, passing by what is another’s', async () => {
  const { world } = city.gateway;
  const from = Number(world.register.head().size);
  const draft = (organisation: string, n: number) => ({
    ...{ type: 'import' as const, organisation, decisionPoint: null, actor: null, subject: null, case: null },
    ...{ request: { n }, outcome: null, round: n === 0 ? '一\n\nevent: entry\ndata: {}' : String(n) },
  });
  const drafts = Array.from({ length: 450 }, (_, n) => draft(n % 225 === 0 ? 'qz-kcq' : 'qz-gaj', n));
  await world.db.transaction().execute((trx) => world.register.append(trx, drafts));
  await world.register.sequence();
  const imports = (all: readonly AuditLiveEntry[]) => all.filter(({ type }) => type === 'import');
  const of = async (user: string, n: number) =>
    imports((await watch(user, (all) => imports(all).length === n, { lastEventId: String(from - 1) })).seen);
  expect(await of('zhaoping', 450)).toHaveLength(450);
  const own = await of('kecheng', 2);
  expect(own.map(({ organisation }) => organisation)).toEqual(['qz-kcq', 'qz-kcq']);
  // A line break in a text begins no event of its own.
  expect(own[0]?.columns?.round).toBe('一\n\nevent: entry\ndata: {}');
});

it('is for auditors, is an entry, and ends with the role', async () => {
  expect((await watch('limin', () => true)).status).toBe(403);
  const before = (await auditors.stored('audit.query')).length;
  const { seen } = await watch('kecheng', () => false, {
    during: () => city.gateway.world.db.deleteFrom('role_assignment').where('sub', '=', 'kecheng').execute(),
  });
  expect(seen.filter(({ organisation }) => organisation !== 'qz-kcq')).toEqual([]);
  expect((await auditors.stored('audit.query')).length).toBe(before + 1);
});

it.each(['x', '-1', '999999999', '1e3', '1;--'])('begins now where %s is said to be the last', async (lastEventId) => {
  const size = Number(city.gateway.world.register.head().size);
  const { seen } = await watch('zhaoping', () => true, { lastEventId });
  expect(seen[0]?.index).toBeGreaterThanOrEqual(size);
});
