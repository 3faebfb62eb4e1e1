/** A small city for tests: a real database, a real gateway over HTTP, signed lists, the tour's people. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import type { Binding } from '@duecheck/core/binding';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { legalDateOf } from '@duecheck/core/time';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { writeJson } from '../../../demo/json-file.ts';
import { signDemoLists } from '../../../demo/lists.ts';
import { ORGANISATIONS, roleAssignments } from '../../../demo/organisations.ts';
import { generatePeople } from '../../../demo/people/index.ts';
import { TOUR, type TourPerson } from '../../../demo/people/tour.ts';
import { writePeople } from '../../../demo/people/write.ts';
import { RequestProblem } from '../../../gateway/http/problem.ts';
import type { ThreadConfig } from '../../../gateway/intake/import-thread.ts';
import { seed } from '../../../gateway/intake/seed.ts';
import { type RunningGateway, serve } from '../../../gateway/serve.ts';
import type { UpstreamSource } from '../../../gateway/sources/source.ts';
import type { WitnessSettings } from '../../../gateway/witnesses/known-witnesses.ts';
import { createDatabase } from '../database.ts';

export const ORIGIN = 'http://hiring.localhost:7410';
export const ISSUER = 'http://idp.test';
export const POINT = { id: 'qz-rsj-hiring-proxy', organisation: 'qz-rsj', origin: ORIGIN, key: 'k'.repeat(43) };

/** A step whose duty is unconfirmed: it never holds, and passes as not checked where nobody authorised a check. */
export const SETTLING: Binding = {
  ...hiringBinding('http://settling.localhost:7411'),
  id: 'qz-gaj-settling',
  organisation: 'qz-gaj',
  decisionPoint: 'household-settlement',
};

/** A row that two persons release, and whose duty is unconfirmed besides. */
export const CADRE: Binding = {
  ...hiringBinding('http://cadre.localhost:7412'),
  id: 'qz-rsj-cadre',
  decisionPoint: 'cadre-appointment',
};

/** Another row without a confirmed duty, where adverse records may be shown once the person allowed it. */
export const TITLES: Binding = {
  ...hiringBinding('http://titles.localhost:7413'),
  id: 'qz-rsj-titles',
  decisionPoint: 'title-review',
};

/** A step where conveniences stand open: green channel, deferred documents. */
export const LICENCE: Binding = {
  ...hiringBinding('http://licence.localhost:7414'),
  id: 'qz-xzfw-licence',
  organisation: 'qz-xzfw',
  decisionPoint: 'administrative-licence',
};

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every route
  readonly body: any;
  readonly headers: Headers;
}

export interface City {
  readonly url: string;
  readonly gateway: RunningGateway;
  readonly databaseUrl: string;
  /** For a process or a thread of its own beside the gateway. */
  readonly config: ThreadConfig;
  /** For a command of its own. */
  readonly settings: readonly string[];
  /** Private keys of its list root, as their holders keep them. */
  readonly listKeys: readonly string[];
  /** Moves the machine's clock, in milliseconds. */
  shift(by: number): void;
  call(user: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** POST with a new Idempotency-Key unless one is given. */
  post(user: string, path: string, body: unknown, key?: string): Promise<Answer>;
  check(
    person: TourPerson,
    options?: { user?: string; key?: string; caseKey?: string; name?: string },
  ): Promise<Answer>;
  authorize(headers: Record<string, string>, key?: string): Promise<Answer>;
  entries(): Promise<number>;
  /** Signs and publishes these site bindings and no others; they are in force at once, if no list was the same before. */
  publish(bindings: readonly Binding[]): Promise<void>;
  close(): Promise<void>;
}

export const caseOf = (person: TourPerson, key = `9${person.row}`) => ({
  key,
  label: `RL-2026-0${person.row}`,
  part: '1',
});

/** @throws what `serve` throws */
export async function openCity({
  bindings = [],
  port = 0,
  witnesses,
  database,
  ...options
}: {
  /** A server of one's own, whose files can be looked at. */
  database?: string;
  /** `run`: what a gateway does by itself happens. */
  jobs?: 'run' | 'idle';
  /** Whom it takes its heads to; they must know its log's key, which is in its state folder, before it starts. */
  witnesses?: (stateDir: string, url: string) => Promise<WitnessSettings>;
  upstream?: readonly UpstreamSource[];
  /** Real platforms, as a gateway's own file names them. */
  sourcesFile?: string;
  /** Beside its own. */
  bindings?: readonly Binding[];
  /** Reached by its own address, and named by it; 0: named `gateway.test`, which resolves nowhere. */
  port?: number;
} = {}): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-city-'));
  const databaseUrl = database ?? (await createDatabase());
  let shifted = 0;
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const sign = (those: readonly Binding[]) =>
    signDemoLists({ folder: join(folder, 'lists-keys'), catalogue: parsed.catalogue, bindings: those });
  const lists = await sign([hiringBinding(ORIGIN), SETTLING, CADRE, TITLES, ...bindings]);
  const config = {
    databaseUrl,
    stateDir: join(folder, 'gateway'),
    url: port === 0 ? 'http://gateway.test' : `http://127.0.0.1:${port}`,
    issuer: ISSUER,
    listRoot: lists.root,
    legalClock: 'movable',
    ...(witnesses && { witnesses: await witnesses(join(folder, 'gateway'), 'http://gateway.test') }),
  } as const;
  const gateway = await serve({
    ...config,
    host: '127.0.0.1',
    port,
    jobs: 'idle',
    now: () => Date.now() + shifted,
    ...options,
    verifyToken: async (token) => {
      if (token === 'expired') throw new RequestProblem('token-expired');
      if (token === 'forged') throw new RequestProblem('token-invalid');
      return { iss: ISSUER, sub: token, assurance: 'test' };
    },
  });
  const today = legalDateOf(new Date().toISOString());
  const dir = join(folder, 'seed');
  await writePeople(dir, generatePeople({ seed: 'city', today, count: 100 }));
  await writeJson(join(dir, 'organisations.json'), ORGANISATIONS);
  await writeJson(
    join(dir, 'roles.json'),
    roleAssignments(ISSUER).map((r) => ({ ...r, from: '2026-01-01', until: null })),
  );
  await writeJson(join(dir, 'enforcement-points.json'), [POINT]);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  await writeJson(join(dir, 'lists', 'bindings.json'), lists.bindings.feed);
  const report = await seed(gateway.world, dir, lists.root);
  const refused = [...(report.records?.refused ?? []), ...(report.registry?.refused ?? [])];
  if (refused.length > 0) throw new Error(`seed refused ${JSON.stringify(refused.slice(0, 5))}`);

  const url = `http://127.0.0.1:${gateway.port}`;
  const call: City['call'] = async (user, method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(user === '' ? {} : { authorization: `Bearer ${user}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
  const post: City['post'] = (user, path, body, key = randomUUID()) =>
    call(user, 'POST', path, body, { 'idempotency-key': key });

  return {
    url,
    gateway,
    databaseUrl,
    config,
    settings: [
      ...['--database', databaseUrl, '--state', config.stateDir, '--url', config.url, '--issuer', config.issuer],
      ...['--list-root', `${lists.root.threshold}:${lists.root.vkeys.join(',')}`],
    ],
    listKeys: JSON.parse(readFileSync(join(folder, 'lists-keys', 'list-keys.json'), 'utf8')),
    shift: (by) => {
      shifted += by;
    },
    call,
    post,
    check: (person, { user = 'limin', key, caseKey, name } = {}) =>
      post(
        user,
        '/v1/checks',
        {
          decisionPoint: 'civil-service-hiring',
          case: caseOf(person, caseKey),
          subject: {
            kind: person.registered?.kind ?? 'resident-id',
            number: person.shown.number,
            name: name ?? person.shown.name,
          },
          origin: ORIGIN,
        },
        key,
      ),
    authorize: (headers, key = POINT.key) => call(key, 'GET', '/v1/receipts/authorize', undefined, headers),
    async entries() {
      const { n } = await gateway.world.db
        .selectFrom('register_entry')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    async publish(those) {
      const only = join(folder, 'published');
      await writeJson(join(only, 'lists', 'bindings.json'), (await sign(those)).bindings.feed);
      await seed(gateway.world, only, lists.root);
    },
    async close() {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export { TOUR };
