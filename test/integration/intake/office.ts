/** An office with the lists in force and an empty store, and files to hand in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '@duecheck/catalogue';
import { parseCatalogue } from '@duecheck/core/catalogue';
import { writeJson } from '../../../demo/json-file.ts';
import { signDemoLists } from '../../../demo/lists.ts';
import { ORGANISATIONS } from '../../../demo/organisations.ts';
import { type FileJob, type FileReport, importFile } from '../../../gateway/intake/import-file.ts';
import type { ThreadConfig } from '../../../gateway/intake/import-thread.ts';
import { seed } from '../../../gateway/intake/seed.ts';
import { openWorld } from '../../../gateway/open-world.ts';
import type { World } from '../../../gateway/world.ts';
import { createDatabase } from '../database.ts';

export interface Office {
  readonly world: World;
  readonly folder: string;
  /** As the command line takes them, and as a thread does. */
  readonly settings: readonly string[];
  readonly config: ThreadConfig;
  /** @returns the path of a new file */
  write(name: string, content: string | Uint8Array): string;
  import(file: string, type: string, job?: Partial<FileJob>): Promise<FileReport>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-office-'));
  const parsed = parseCatalogue(loadCatalogue().value);
  if (!parsed.ok) throw new Error('the catalogue has problems');
  const lists = await signDemoLists({
    folder: join(folder, 'lists-keys'),
    catalogue: parsed.catalogue,
    bindings: [],
  });
  const databaseUrl = await createDatabase();
  const config = {
    databaseUrl,
    stateDir: join(folder, 'gateway'),
    url: 'http://gateway.test',
    issuer: 'http://idp.test',
    listRoot: lists.root,
    legalClock: 'fixed',
  } as const;
  const { world, close } = await openWorld(config);
  const dir = join(folder, 'seed');
  await writeJson(join(dir, 'organisations.json'), ORGANISATIONS);
  await writeJson(join(dir, 'lists', 'catalogue.json'), lists.catalogue.feed);
  await seed(world, dir, lists.root);
  return {
    world,
    folder,
    config,
    settings: [
      ...['--database', databaseUrl, '--state', config.stateDir, '--url', config.url, '--issuer', config.issuer],
      ...['--list-root', `${lists.root.threshold}:${lists.root.vkeys.join(',')}`],
    ],
    write(name, content) {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
    import: (file, type, job = {}) => importFile(world, { organisation: 'qz-credit', ...job, file, type }),
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
