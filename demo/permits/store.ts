import { jsonWriter, readJson } from '../json-file.ts';
import type { Application } from './applications.ts';

export type Handling = Pick<
  Application,
  'status' | 'opinion' | 'deferredUntil' | 'materials' | 'handledBy' | 'handledAt'
>;

export interface ApplicationStore {
  /** @param page from 1 */
  list(keyword: string, page: number, size: number): { readonly total: number; readonly rows: readonly Application[] };
  get(id: string): Application | undefined;
  /** null where it was handled before. Resolves once it is on the disk. */
  handle(id: string, handling: Partial<Handling>): Promise<Application | null>;
}

/** Applications in one JSON file; `seed` fills it where there is none. */
export async function openApplicationStore(path: string, seed: readonly Application[]): Promise<ApplicationStore> {
  const kept = await readJson<Application[]>(path);
  const applications = new Map((kept ?? seed).map((one) => [one.id, one]));
  const write = jsonWriter(path, () => [...applications.values()], 0o600);
  if (!kept) await write();

  return {
    list(keyword, page, size) {
      const found = [...applications.values()].filter(
        ({ name, acceptanceNo }) => name.includes(keyword) || acceptanceNo.includes(keyword),
      );
      return { total: found.length, rows: found.slice((page - 1) * size, page * size) };
    },
    get: (id) => applications.get(id),
    async handle(id, handling) {
      const before = applications.get(id);
      if (before?.status !== '待受理') return null;
      const after: Application = { ...before, ...handling };
      applications.set(id, after);
      await write();
      return after;
    },
  };
}
