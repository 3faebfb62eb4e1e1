/** Both platforms of the demonstration as processes, and the gateway's clients of them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import { type CatalogueIndex, indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import { legalDateOf } from '@duecheck/core/time';
import type { PlatformId, TourPerson } from '../../../demo/people/index.ts';
import { type PlatformProcess, startPlatformProcess } from '../../../demo/platforms/process.ts';
import { callerOf, sourceOf } from '../../../demo/platforms/registration.ts';
import { createKeyedIndex } from '../../../gateway/keyed-index.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { openSources } from '../../../gateway/sources/open-sources.ts';
import type { PlatformWorld } from '../../../gateway/sources/platform/create-platform.ts';
import type { UpstreamQuery, UpstreamSource } from '../../../gateway/sources/source.ts';
import type { ToldFault } from '../../../gateway/sources/told-fault.ts';

export const TODAY = legalDateOf(new Date().toISOString());

const lists: CatalogueIndex = (() => {
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  return indexCatalogue(parsed.catalogue);
})();

export const { catalogue } = lists;

const index = createKeyedIndex(intl1, new Uint8Array(32).fill(7));
const world: PlatformWorld = { index, suite: intl1, clock: { now: Date.now }, catalogue: async () => lists };

export interface Platforms {
  readonly city: PlatformProcess;
  readonly province: PlatformProcess;
  /** What an operator was told, of all clients. */
  readonly told: ToldFault[];
  /** Opens a client anew, so that no breaker remembers an earlier test. @param more of `sources.json` */
  source(id: PlatformId, more?: Readonly<Record<string, unknown>>): Promise<UpstreamSource>;
  close(): Promise<void>;
}

/** @param args of both processes */
export async function openPlatforms(args: readonly string[] = []): Promise<Platforms> {
  const folder = await mkdtemp(join(tmpdir(), 'duecheck-platforms-'));
  const secret = 'of-the-registration';
  const start = async (id: PlatformId) => {
    const callers = join(folder, `${id}-callers.json`);
    await writeFile(callers, JSON.stringify([callerOf({ id, secret, catalogue })]));
    return startPlatformProcess({ id, port: 0, callers, args: ['--people', '100', '--today', TODAY, ...args] });
  };
  const [city, province] = await Promise.all([start('city'), start('province')]);
  const told: ToldFault[] = [];
  const running = { city, province, told };
  return {
    ...running,
    async source(id, more = {}) {
      const file = join(folder, `sources-${id}.json`);
      const source = sourceOf({ id, secret, catalogue }, running[id].url, more);
      await writeFile(file, JSON.stringify({ sources: [source] }));
      return (await openSources(file, world, (fault) => told.push(fault)))[0] as UpstreamSource;
    },
    async close() {
      await Promise.all([city.stop('SIGTERM'), province.stop('SIGTERM')]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A clerk's question at the hiring step. */
export function questionAbout(person: TourPerson, more: Partial<UpstreamQuery> = {}): UpstreamQuery {
  const { registered, shown, row } = person;
  if (registered === null) throw new Error('nobody has this number');
  const point = lists.decisionPoints.get('civil-service-hiring');
  return {
    subject: { kind: registered.kind, number: registered.number, name: shown.name, type: registered.type },
    subjectKey: index.subject(registered.kind, registered.number),
    categories: [...(point?.shown ?? []), ...(point?.tested ?? [])],
    organisation: 'qz-rsj',
    decisionPoint: 'civil-service-hiring',
    case: { key: `9${row}`, label: `RL-2026-0${row}`, part: '1' },
    authorisation: null,
    today: TODAY,
    pace: 'single',
    ...more,
  };
}
