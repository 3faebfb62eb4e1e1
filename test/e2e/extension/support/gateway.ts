/**
 * A gateway that does what its script says, in the contract's own words: every body is parsed by the route's schema, and
 * every answer too. One result per Idempotency-Key, like the real one.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AlertsAnswer,
  type DecisionAnswer,
  type DueAnswer,
  type Feed,
  type NoticeModel,
  type Outcome,
  PROBLEMS,
  type ProblemCode,
  type ReceiptState,
  ROUTES,
  type Role,
  type RouteName,
} from '@duecheck/core/contract';
import { maskName, maskNumber } from '@duecheck/core/subject';
import type { Language } from '@duecheck/core/text';
import type * as z from 'zod/mini';
import { createAuthority } from './authority.ts';
import { createBatches } from './batches.ts';
import { createCases } from './cases.ts';
import { createDrafts } from './drafts.ts';
import { bodyOf, listen } from './http.ts';
import { id } from './id.ts';
import type { Issuer } from './issuer.ts';
import { openSealed, outboxKey } from './outbox-key.ts';
import { CLEAR } from './outcomes.ts';
import { paperFrom } from './papers.ts';

type Body = Record<string, never> & { [key: string]: never };
export interface Received {
  readonly route: RouteName;
  readonly body: Record<string, unknown>;
  readonly key: string | undefined;
}

export interface Script {
  /** By case key; `clear` where nothing is said. */
  readonly outcomes: Map<string, Outcome>;
  /** What every answer of `due` says instead of "mandatory, and held". */
  due: Partial<DueAnswer>;
  /** What a lookup needs beside a duty; what it needs and has not is refused. */
  gate: 'open' | 'authorisation' | 'release' | 'quota';
  role: Role;
  alerts: z.infer<typeof AlertsAnswer>['alerts'];
  /** Every connection breaks. */
  down: boolean;
  /** How many it broke. */
  broken: number;
  /** Runs before the answer leaves, after it was kept. */
  before: ((route: RouteName) => Promise<void> | void) | null;
  legalToday: string;
  /** What a notice says instead of the sample’s own words. */
  notice: Partial<NoticeModel>;
  feeds: { catalogue: Feed; bindings: Feed };
}

/** A device reads a receipt's span, whatever its clock says. */
const claims = () => {
  const iat = Math.floor(Date.now() / 1000);
  return Buffer.from(JSON.stringify({ iat, exp: iat + 30 * 60 })).toString('base64url');
};
const instant = (ms = Date.now()) => new Date(ms).toISOString();
class Refuse extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}

export async function startGateway(issuer: Issuer, feeds: Script['feeds']) {
  const script: Script = {
    outcomes: new Map(),
    due: {},
    gate: 'open',
    role: 'clerk',
    alerts: [],
    down: false,
    broken: 0,
    before: null,
    legalToday: '2026-11-24',
    notice: {},
    feeds,
  };
  const received: Received[] = [];
  const kept = new Map<string, { hash: string; answer: unknown }>();
  const underWay = new Set<string>();
  const checks = new Map<string, { caseKey: string; answer: Record<string, unknown> & { outcome: Outcome } }>();
  const decisions = new Map<string, { caseKey: string; answer: DecisionAnswer }>();
  const delivered: unknown[] = [];
  const key = await outboxKey();
  const refusing = (code: ProblemCode): never => {
    throw new Refuse(code);
  };
  const [authority, batches] = [createAuthority(refusing), createBatches(refusing)];
  const cases = createCases(() => script.legalToday);
  const drafts = createDrafts(refusing, () => issuer.state.sub);

  const receipt = (state: ReceiptState) => ({
    token: `receipt.${claims()}.${randomBytes(12).toString('hex')}`,
    expiresAt: instant(Date.now() + 30 * 60_000),
    state,
  });
  const decided = (caseKey: string, more: Partial<DecisionAnswer> & Pick<DecisionAnswer, 'effect'>): DecisionAnswer => {
    const answer: DecisionAnswer = {
      decisionId: id('dec'),
      checkId: null,
      state: 'effective',
      entry: id('ent'),
      taken: [],
      receipt: null,
      hearing: null,
      ...more,
    };
    decisions.set(answer.decisionId, { caseKey, answer });
    return answer;
  };
  const step = (name: string, change: Partial<DecisionAnswer>): DecisionAnswer => {
    const known = decisions.get(name);
    if (!known) throw new Refuse('not-found');
    known.answer = { ...known.answer, ...change };
    return known.answer;
  };
  const openOf = (caseKey: string) =>
    [...decisions.values()].find(
      (d) => d.caseKey === caseKey && ['proposed', 'notified', 'heard', 'lapsed'].includes(d.answer.state),
    )?.answer;
  const standing = (answer: DecisionAnswer): DecisionAnswer =>
    answer.state === 'notified' && (answer.hearing?.heardUntil ?? '') < script.legalToday
      ? { ...answer, state: 'lapsed' }
      : answer;
  const gated = (caseKey: string, number: string): Outcome | null => {
    const { gate } = script;
    if (gate === 'authorisation' && !authority.authorised(number))
      return { kind: 'refused', reason: 'no-authorisation', holds: false };
    if (gate === 'release' && !authority.released('second-person', caseKey))
      return { kind: 'refused', reason: 'release', holds: true };
    if (gate === 'quota' && !authority.released('break-glass', caseKey))
      return { kind: 'refused', reason: 'quota', holds: true };
    return null;
  };
  const checkFor = (body: {
    case: { key: string; label: string };
    subject: { number: string; name: string };
    decisionPoint: string;
  }) => {
    const outcome = gated(body.case.key, body.subject.number) ?? script.outcomes.get(body.case.key) ?? CLEAR;
    const answer = {
      checkId: id('chk'),
      entry: id('ent'),
      registeredAt: instant(),
      freshUntil: instant(Date.now() + 86_400_000),
      legalToday: script.legalToday,
      decisionPoint: body.decisionPoint,
      case: { part: '1', ...body.case },
      subject: { number: maskNumber(body.subject.number), name: maskName(body.subject.name, 'individual') },
      catalogueVersion: '1',
      outcome,
    };
    checks.set(answer.checkId, { caseKey: body.case.key, answer });
    return answer;
  };

  const routes: Partial<Record<RouteName, (body: never, id: string, query: never) => unknown>> = {
    due: (body: { case?: { key: string } }) => {
      const open = body.case && openOf(body.case.key);
      return {
        due: 'mandatory',
        holds: true,
        needsAuthorisation: false,
        lastCheckAt: null,
        freshUntil: null,
        openDecision: open
          ? {
              decisionId: open.decisionId,
              effect: open.effect,
              state: standing(open).state,
              heardUntil: open.hearing?.heardUntil ?? null,
            }
          : null,
        legalToday: script.legalToday,
        ...script.due,
      };
    },
    ...authority.routes,
    ...batches.routes,
    ...drafts.routes,
    ...cases.routes,
    alerts: () => ({ alerts: script.alerts, witnesses: [] }),
    decideUnchecked: (body: { case: { key: string }; effect: DecisionAnswer['effect']; because: string }) => {
      const holds = script.due.holds ?? true;
      if (holds && body.because !== 'break-glass') throw new Refuse('state-conflict');
      if (holds && !authority.released('break-glass', body.case.key)) throw new Refuse('release-missing');
      const state = holds ? 'overridden' : script.due.needsAuthorisation ? 'not-checked' : 'not-due';
      return decided(body.case.key, { effect: body.effect, receipt: receipt(state) });
    },
    check: checkFor,
    decide: (body: { effect: DecisionAnswer['effect']; measures: { taken: boolean }[]; ground?: string }, name) => {
      const check = checks.get(name);
      if (!check) throw new Refuse('not-found');
      const { outcome } = check.answer;
      const finds = outcome.kind === 'findings';
      if (body.effect === 'adverse' && !finds && !body.ground) throw new Refuse('ground-required');
      const hearing = body.effect === 'adverse' && finds;
      return decided(check.caseKey, {
        effect: body.effect,
        checkId: name as never,
        ...(hearing
          ? { state: 'proposed', hearing: { days: 3, kind: 'working', heardUntil: null } }
          : { receipt: receipt(outcome.kind === 'unknown' ? 'owed' : 'checked') }),
      });
    },
    decision: (_, name) => standing(step(name, {})),
    notice: (_, name) =>
      step(name, { state: 'notified', hearing: { days: 3, kind: 'working', heardUntil: '2026-11-27' } }),
    hearing: (_, name) => step(name, { state: 'heard' }),
    effect: (body: { checkId: string }, name) => {
      if (!checks.has(body.checkId)) throw new Refuse('recheck-required');
      if (standing(step(name, {})).state === 'notified') throw new Refuse('hearing-period-running');
      if (checks.get(body.checkId)?.answer.outcome.kind === 'clear')
        return step(name, { state: 'withdrawn', withdrawn: 'ground-gone' });
      return step(name, { state: 'effective', receipt: receipt('checked') });
    },
    noticePaper: ({ language }: { language: Language }, name) => {
      if (step(name, {}).state === 'withdrawn') throw new Refuse('state-conflict');
      return { ...paperFrom('notice', language, script.notice), entry: id('ent') };
    },
    undertaking: ({ language }: { language: Language }, name) => {
      if (!checks.has(name)) throw new Refuse('not-found');
      return { ...paperFrom('undertaking', language, {}), entry: id('ent') };
    },
    withdraw: (_, name) => step(name, { state: 'withdrawn', withdrawn: 'by-decider' }),
    session: () => ({
      iss: issuer.url,
      sub: issuer.state.sub,
      roles: [{ role: script.role, organisation: 'qz-rsj', organisationName: '市人力社保局', decisionPoints: null }],
    }),
    deferralKey: () => ({ kid: 'dk-1', until: instant(Date.now() + 30 * 86_400_000) }),
    outboxKey: () => ({ kid: 'ob-1', jwk: key.jwk }),
    outbox: async (body: never) => {
      const opened = await openSealed(key.privateKey, body);
      delivered.push(opened);
      const check = opened.subject ? checkFor({ ...opened, subject: opened.subject }) : null;
      return { decisionId: id('dec'), check, review: check?.outcome.kind === 'findings' };
    },
    owed: () => ({ owed: [] }),
    clock: () => ({ instant: instant(), legalToday: script.legalToday, moved: script.legalToday !== '2026-11-24' }),
    reportStale: () => undefined,
    catalogueFeed: () => script.feeds.catalogue,
    bindingsFeed: () => script.feeds.bindings,
  };

  const running = await listen((request, response) => void handle(request, response).catch((e) => console.error(e)));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    if (script.down) {
      script.broken++;
      return void request.socket.destroy();
    }
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://gateway');
    const asked = Object.fromEntries(searchParams);
    const found = Object.entries(ROUTES).flatMap(([name, route]) => {
      const match = new RegExp(`^${route.path.replace(':id', '([^/]+)')}$`).exec(path);
      return match && route.method === request.method ? [{ name: name as RouteName, route, id: match[1] ?? '' }] : [];
    })[0];
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(JSON.stringify(body));
    };
    const refuse = (code: ProblemCode) =>
      send(PROBLEMS[code][0], {
        type: `urn:x:${code}`,
        title: PROBLEMS[code][1],
        status: PROBLEMS[code][0],
        code,
        requestId: 'r-1',
      });
    if (!found) return refuse('not-found');
    const { name, route } = found;
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (route.access !== 'public' && !issuer.tokens.has(token))
      return refuse(token ? 'token-expired' : 'token-missing');
    const idempotency = request.headers['idempotency-key'] as string | undefined;
    const file = 'accepts' in route;
    const raw = text === '' || file ? undefined : JSON.parse(text);
    received.push({ route: name, body: raw, key: idempotency });
    const body = 'body' in route ? route.body.safeParse(raw) : { success: true as const, data: undefined };
    if (!body.success) return refuse('invalid-body');
    const query = 'query' in route ? route.query.safeParse(asked) : { success: true as const, data: {} };
    if (!query.success) return refuse('invalid-query');
    if (route.idempotency === 'required' && !idempotency) return refuse('idempotency-key-missing');
    if (name === 'batchEvents') return batches.follow(request, response, found.id);
    if (name === 'caseEvents') return cases.follow(request, response);
    if (name === 'batchResults') return void response.end(batches.results(found.id, asked as { format: 'csv' }));
    try {
      const hash = createHash('sha256').update(text).digest('hex');
      const known = idempotency ? kept.get(idempotency) : undefined;
      if (known && known.hash !== hash) return refuse('idempotency-key-reused');
      if (idempotency && underWay.has(idempotency)) return refuse('idempotency-running');
      if (idempotency) underWay.add(idempotency);
      const answer =
        known?.answer ??
        (await (file ? batches.start(text, asked) : routes[name]?.(body.data as never, found.id, asked as never)));
      if (idempotency) kept.set(idempotency, { hash, answer });
      await script.before?.(name);
      const said = 'answer' in route ? route.answer.safeParse(answer) : null;
      if (said && !said.success) throw new Error(`${name}: the double broke the contract: ${said.error.message}`);
      send(200, answer);
    } catch (error) {
      if (error instanceof Refuse) refuse(error.code);
      else {
        console.error(error);
        send(500, {});
      }
    } finally {
      if (idempotency) underWay.delete(idempotency);
    }
  }

  return {
    ...running,
    url: `http://127.0.0.1:${running.port}`,
    script,
    received,
    delivered: delivered as Body[],
    checks,
    decisions,
    authority,
    batches,
    cases,
    drafts,
    of: (route: RouteName) => received.filter((one) => one.route === route),
  };
}
export type Gateway = Awaited<ReturnType<typeof startGateway>>;
