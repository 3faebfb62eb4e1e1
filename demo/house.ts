/**
 * The whole demonstration as one thing: identity provider, database, two credit platforms, witness, gateway, the sample systems
 * and the proxies before them, each a real one on its own port. `npm start` and the tour run exactly this.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '@duecheck/catalogue';
import { type Catalogue, parseCatalogue } from '@duecheck/core/catalogue';
import type { ListRoot } from '@duecheck/core/lists';
import { type CivilDate, legalDateOf } from '@duecheck/core/time';
import { startEmbedded } from '@duecheck/gateway/embedded';
import { type GatewayProcess, runGatewayCommand, startGatewayProcess } from './gateway-process.ts';
import type { ExtensionIds } from './identity-provider/clients.ts';
import { startIdentityProvider } from './identity-provider/start.ts';
import { writeHostileFiles } from './intake/hostile-files.ts';
import { writeOfficeFiles } from './intake/office-files.ts';
import { readJson, writeJson } from './json-file.ts';
import { signDemoLists } from './lists.ts';
import { type EnforcementPoint, ORGANISATIONS, roleAssignments } from './organisations.ts';
import { type PartnerSite, planPartner, startPartner } from './partner/start.ts';
import { generatePeople, type People } from './people/index.ts';
import { writePeople } from './people/write.ts';
import { type HousePlatforms, startPlatforms } from './platforms/house-platforms.ts';
import type { Ports } from './ports.ts';
import { pourPast } from './review/pour-past.ts';
import { type HouseSystems, planSystems, startSystems } from './start-systems.ts';
import { SYSTEMS } from './systems.ts';
import { startWitnessProcess, type WitnessProcess } from './witness-process.ts';

export interface HouseOptions {
  /** An ignored folder: keys, database, spool, logs. */
  readonly folder: string;
  readonly ports: Ports;
  readonly extensionIds: Omit<ExtensionIds, 'window' | 'console'>;
  /** People and bodies in it; two thousand where nothing is said. */
  readonly count?: number;
  /** `poured`: clerks whom nobody can sign in as looked people up for weeks, so that there is something to review. */
  readonly past?: 'poured' | 'none';
  readonly say?: (line: string) => void;
}

export interface House {
  readonly issuer: string;
  readonly gatewayUrl: string;
  readonly databaseUrl: string;
  readonly listRoot: ListRoot;
  readonly systems: HouseSystems;
  /** A bank that gives better terms for good records. */
  readonly partner: PartnerSite;
  readonly windowUrl: string;
  readonly widgetUrl: string;
  readonly consoleUrl: string;
  readonly platforms: HousePlatforms;
  /** Keeps the register's heads outside its database. */
  readonly witness: WitnessProcess;
  /** Everybody in it, as the own store has them, and the lists in force. */
  readonly people: People;
  readonly catalogue: Catalogue;
  readonly folder: string;
  readonly gateway: () => GatewayProcess;
  stopGateway(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** @param more environment of this one process, such as a fail point. */
  startGateway(more?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

/** As `scripts/build-widget.mjs` leaves it. */
const WIDGET_FILES = fileURLToPath(new URL('../widget/dist/hosted', import.meta.url));

/** As `scripts/build-console.mjs` leaves it. */
const CONSOLE_FILES = fileURLToPath(new URL('../console/dist', import.meta.url));

/** Everybody in it, and what is on record of them, is made from this. */
const SEED = 'quzhou-330899';
const PEOPLE = 2000;

/** @throws Error where the catalogue has problems; the system's error where a port is taken */
export async function startHouse(options: HouseOptions): Promise<House> {
  const { folder, ports, extensionIds, count = PEOPLE, past = 'none', say = () => {} } = options;
  await mkdir(folder, { recursive: true });
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  try {
    const windowUrl = `http://window.localhost:${ports.window}`;
    const widgetUrl = `http://widget.localhost:${ports.widget}`;
    const consoleUrl = `http://console.localhost:${ports.console}`;
    say('identity provider');
    const provider = await startIdentityProvider({
      port: ports.identityProvider,
      folder: join(folder, 'idp'),
      extensionIds: { ...extensionIds, window: windowUrl, console: consoleUrl },
    });
    closing.push(provider.close);
    say('database');
    const database = await startEmbedded({ dataDir: join(folder, 'pg'), logFile: join(folder, 'pg.log') });
    closing.push(database.stop);

    const gatewayUrl = `http://127.0.0.1:${ports.gateway}`;
    const plans = await planSystems(folder, ports);
    const partnerPlan = await planPartner(join(folder, 'partner'), { port: ports.partner, gateway: gatewayUrl });
    const parsed = parseCatalogue(loadCatalogue().value);
    if (!parsed.ok) throw new Error(`the catalogue has ${parsed.problems.length} problems: npm run catalogue:check`);
    const lists = await signDemoLists({
      folder: join(folder, 'lists'),
      catalogue: parsed.catalogue,
      bindings: plans.map(({ id, origin }) => SYSTEMS[id].binding(origin)),
    });

    say('people and records');
    const today = await firstDay(folder);
    const people = await writeSeed(folder, {
      issuer: provider.url,
      today,
      count,
      points: plans.map(({ point }) => point),
      lists,
      partners: partnerPlan.registrations,
    });
    say('credit platforms of city and province');
    const platforms = await startPlatforms({
      folder: join(folder, 'platforms'),
      ports,
      catalogue: parsed.catalogue,
      people: { seed: SEED, today, count },
    });
    closing.push(platforms.close);
    const unwitnessed = {
      DATABASE_URL: database.url,
      DUECHECK_STATE: join(folder, 'gateway'),
      DUECHECK_URL: gatewayUrl,
      DUECHECK_ISSUER: provider.url,
      DUECHECK_SOURCES: platforms.sources,
      DUECHECK_LIST_ROOT: `${lists.root.threshold}:${lists.root.vkeys.join(',')}`,
    };
    say('witness');
    await mkdir(join(folder, 'witness'), { recursive: true });
    const witness = await startWitnessProcess({
      folder: join(folder, 'witness'),
      port: ports.witness,
      gatewayEnv: unwitnessed,
    });
    closing.push(() => witness.stop('SIGTERM'));
    const env = { ...unwitnessed, DUECHECK_WITNESSES: `${witness.url}=${witness.vkey}` };
    await writeEnvironment(join(folder, 'gateway.env'), env);
    await writeOfficeFiles(join(folder, 'intake'));
    await writeHostileFiles(join(folder, 'intake', 'hostile'));
    const seeded = await runGatewayCommand(['seed', join(folder, 'seed')], env);
    if (seeded.code !== 0) throw new Error(`seeding failed: ${seeded.stderr}`);
    if (past === 'poured') {
      say('weeks of work to review');
      const config = {
        ...{ databaseUrl: database.url, stateDir: join(folder, 'gateway'), url: gatewayUrl, issuer: provider.url },
        ...{ listRoot: lists.root, legalClock: 'movable' as const },
      };
      await pourPast({ folder, config, today, calendars: parsed.catalogue.calendars });
    }

    say('gateway');
    const start = (more: Readonly<Record<string, string>> = {}) =>
      startGatewayProcess({
        args: [
          ...['--port', String(ports.gateway), '--movable-clock'],
          ...['--window', windowUrl, '--window-port', String(ports.window)],
          ...['--widget', widgetUrl, '--widget-port', String(ports.widget), '--widget-files', WIDGET_FILES],
          ...['--console', consoleUrl, '--console-port', String(ports.console), '--console-files', CONSOLE_FILES],
        ],
        env: { ...env, ...more },
        logFile: join(folder, 'gateway.log'),
      });
    let gateway = await start();
    closing.push(() => gateway.stop('SIGTERM'));

    say('sample systems');
    const systems = await startSystems({ folder, ports, gateway: gatewayUrl, people, plans, closing });

    say('partner site');
    const partner = await startPartner(partnerPlan, { port: ports.partner, widgetUrl });
    closing.push(partner.close);

    return {
      issuer: provider.url,
      gatewayUrl,
      databaseUrl: database.url,
      listRoot: lists.root,
      systems,
      partner,
      windowUrl,
      widgetUrl,
      consoleUrl,
      platforms,
      witness,
      people,
      catalogue: parsed.catalogue,
      folder,
      gateway: () => gateway,
      stopGateway: (how) => gateway.stop(how),
      startGateway: async (more) => {
        gateway = await start(more);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For commands beside the running gateway: `node --env-file`. It holds the database's password, so it is ours alone. */
async function writeEnvironment(path: string, env: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(env).map(([name, value]) => `${name}="${value}"\n`);
  await writeFile(path, lines.join(''), { mode: 0o600 });
}

/**
 * The day of the first start. Records stand where they do relative to it: made anew on another day, what the platforms
 * hold would no longer be what the own store was filled with.
 */
async function firstDay(folder: string): Promise<CivilDate> {
  const path = join(folder, 'first-day.json');
  const kept = await readJson<CivilDate>(path);
  if (kept) return kept;
  const today = legalDateOf(new Date().toISOString());
  await writeJson(path, today);
  return today;
}

interface SeedParts {
  readonly issuer: string;
  readonly today: CivilDate;
  readonly count: number;
  readonly points: readonly EnforcementPoint[];
  readonly lists: Awaited<ReturnType<typeof signDemoLists>>;
  readonly partners: readonly object[];
}

async function writeSeed(folder: string, parts: SeedParts): Promise<People> {
  const { issuer, today, count, points, lists, partners } = parts;
  const dir = join(folder, 'seed');
  const people = generatePeople({ seed: SEED, today, count });
  await writePeople(dir, people);
  const roles = roleAssignments(issuer).map((role) => ({ ...role, from: '2026-01-01', until: null }));
  await writeJson(join(dir, 'organisations.json'), ORGANISATIONS);
  await writeJson(join(dir, 'roles.json'), roles);
  await writeJson(join(dir, 'enforcement-points.json'), points, 0o600);
  await writeJson(join(dir, 'partners.json'), partners);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  await writeJson(join(dir, 'lists', 'bindings.json'), lists.bindings.feed);
  return people;
}
