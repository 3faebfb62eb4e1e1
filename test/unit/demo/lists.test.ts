import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import { BindingList } from '@duecheck/core/binding';
import { Catalogue } from '@duecheck/core/catalogue';
import { openList } from '@duecheck/core/lists';
import { portableSuite } from '@duecheck/core/register';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { type DemoLists, demoListRoot, signDemoLists } from '../../../demo/lists.ts';

const suite = portableSuite();

describe('the demonstration’s signed lists', () => {
  let folder: string;
  let lists: DemoLists;
  const sign = () =>
    signDemoLists({
      folder,
      catalogue: Catalogue.parse(loadCatalogue().value),
      bindings: [hiringBinding('http://hiring.localhost:8080')],
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duecheck-lists-'));
    lists = await sign();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['catalogue', 'bindings'] as const)('signs the %s so that clients open it under the root', (name) => {
    expect(openList(name, lists[name].feed, lists.root, suite)).toEqual({ version: lists[name].version });
  });

  it('holds what its schemas say', () => {
    expect(BindingList.parse(JSON.parse(lists.bindings.feed.body)).version).toBe(lists.bindings.version);
    expect(Catalogue.parse(JSON.parse(lists.catalogue.feed.body)).version).toBe(lists.catalogue.version);
  });

  it('needs both signatures', () => {
    const [text, first] = lists.catalogue.feed.note.split('\n— ');
    const feed = { ...lists.catalogue.feed, note: `${text}\n— ${first}\n` };
    expect(() => openList('catalogue', feed, lists.root, suite)).toThrow('too few');
  });

  it('is not believed once its body is altered', () => {
    const feed = { ...lists.bindings.feed, body: lists.bindings.feed.body.replace('"hold"', '"observe"') };
    expect(() => openList('bindings', feed, lists.root, suite)).toThrow();
  });

  it('keeps its keys over a restart, readable by their owner only', async () => {
    expect(await sign()).toEqual(lists);
    expect(await demoListRoot(folder)).toEqual(lists.root);
    expect((await stat(join(folder, 'list-keys.json'))).mode & 0o077).toBe(0);
  });
});
