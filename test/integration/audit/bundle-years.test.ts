/** An export of last year is proven under last year's log, by whoever knows the key of this year's. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditBundle } from '../../../gateway/cli/audit/audit-bundles.ts';
import { audit } from '../../../gateway/cli/audit.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';

let city: City;
let stateFile: string;
beforeAll(async () => {
  city = await openCity();
  stateFile = join(mkdtempSync(join(tmpdir(), 'duecheck-years-')), 'head.json');
  await city.check(TOUR.a);
  await city.gateway.world.register.sequence();
});
afterAll(() => city.close());

it('whichever year it is by now', async () => {
  const { register } = city.gateway.world;
  const [before, until] = [register.origin, new Date(Date.now() + 1000).toISOString()];
  city.shift(366 * 86_400_000);
  await register.sequence();
  expect(register.origin).not.toBe(before);
  await audit({ gateway: city.url, stateFile });

  const { status, body } = await city.call('zhaoping', 'POST', '/v1/audit/exports', {
    ...{ reason: '年度审计', format: 'jsonl', filters: { types: ['check.result', 'import'], until } },
  });
  expect([status, body.bundle.origin]).toEqual([200, before]);
  expect(body.bundle.entries.length).toBeGreaterThan(0);
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-years-'));
  writeFileSync(join(folder, body.file.name), Buffer.from(body.file.base64, 'base64'));
  const path = join(folder, 'bundle.json');
  writeFileSync(path, JSON.stringify(body.bundle));
  const [vkey] = register.vkeys;
  expect(await auditBundle(path, { vkey })).toMatchObject({ status: 'verified', failures: [] });
  expect(await auditBundle(path, { stateFile, url: city.url })).toMatchObject({ status: 'verified', key: 'pinned' });
});
