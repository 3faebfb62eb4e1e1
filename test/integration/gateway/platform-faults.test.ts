/** A platform in each of its fault modes during a check: "not checked yet" in the right words, never clear (DESIGN §1.11). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import { type CatalogueIndex, indexCatalogue, parseCatalogue } from '@duecheck/core/catalogue';
import type { CheckAnswer } from '@duecheck/core/contract';
import { legalDateOf } from '@duecheck/core/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeJson } from '../../../demo/json-file.ts';
import { FAULT_MODES, type FaultMode } from '../../../demo/platforms/faults.ts';
import { type HousePlatforms, startPlatforms } from '../../../demo/platforms/house-platforms.ts';
import { cardText } from '../../support/card-text.ts';
import { type City, openCity, TOUR } from './city.ts';

let folder: string;
let platforms: HousePlatforms;
let city: City;
let catalogue: CatalogueIndex;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-faults-'));
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  catalogue = indexCatalogue(parsed.catalogue);
  platforms = await startPlatforms({
    folder,
    ports: { city: 0, province: 0 },
    catalogue: parsed.catalogue,
    people: { seed: 'city', today: legalDateOf(new Date().toISOString()), count: 100 },
  });
  // A breaker that opened in one mode would keep the next one from being tried at all.
  const file = JSON.parse(readFileSync(platforms.sources, 'utf8')) as { sources: object[] };
  const sources = file.sources.map((source) => ({ ...source, breaker: { failures: 1000, coolMs: 1 } }));
  await writeJson(platforms.sources, { sources });
  city = await openCity({ sourcesFile: platforms.sources });
});
afterAll(async () => {
  await city.close();
  await platforms.close();
  rmSync(folder, { recursive: true, force: true });
});

const check = async (mode: string): Promise<CheckAnswer> =>
  (await city.check(TOUR.atCity, { caseKey: `fault-${mode}` })).body;

function expectNotChecked(answer: CheckAnswer): void {
  expect(answer.outcome).toMatchObject({ kind: 'unknown', missing: ['city'], known: { records: [] } });
  const card = cardText(answer, catalogue);
  expect(card).toContain('尚未查验，不影响办理');
  expect(card).toContain('市信用平台');
  expect(card).not.toContain('未发现');
}

describe('with a record that only the city’s platform has', () => {
  it.each(Object.keys(FAULT_MODES) as FaultMode[])('mode “%s”', async (mode) => {
    await platforms.of('city').fault(mode);
    try {
      const answer = await check(mode);
      if (FAULT_MODES[mode].expect === 'answers') {
        expect(answer.outcome).toMatchObject({ kind: 'findings', records: [{ source: { id: 'city' } }] });
      } else expectNotChecked(answer);
    } finally {
      await platforms.of('city').fault('none');
    }
  });

  it('a platform that was killed, and one that comes back', async () => {
    await platforms.of('city').stop('SIGKILL');
    expectNotChecked(await check('killed'));
    expect((await city.check(TOUR.everywhere, { caseKey: 'fault-known' })).body.outcome).toMatchObject({
      kind: 'unknown',
      known: { records: [{ source: { id: 'own' } }] },
    });
  });

  it('was asked no more often than an INTENT says', async () => {
    const { checks } = await platforms.of('province').calls();
    const intents = await city.gateway.world.db
      .selectFrom('register_entry')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('type', '=', 'check.intent')
      .executeTakeFirstOrThrow();
    expect(checks).toBeGreaterThan(0);
    expect(checks).toBeLessThanOrEqual(Number(intents.n));
  });
});
