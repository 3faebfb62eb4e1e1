import { jsonWriter, readJson } from '../json-file.ts';
import type { Application, ApplicationStatus } from './applications.ts';

export interface ApplicationStore {
  list(query: { readonly number: string; readonly name: string }): readonly Application[];
  get(id: number): Application | undefined;
  /** null where it was decided on before. Resolves once it is on the disk. */
  decide(
    id: number,
    decision: { status: ApplicationStatus; opinion: string; by: string; at: string },
  ): Promise<Application | null>;
}

/** Applications in one JSON file; `seed` fills it where there is none. */
export async function openApplicationStore(path: string, seed: readonly Application[]): Promise<ApplicationStore> {
  const kept = await readJson<Application[]>(path);
  const applications = new Map((kept ?? seed).map((one) => [one.id, one]));
  const write = jsonWriter(path, () => [...applications.values()], 0o600);
  if (!kept) await write();

  return {
    list: ({ number, name }) =>
      [...applications.values()].filter((one) => one.number.includes(number) && one.name.includes(name)),
    get: (id) => applications.get(id),
    async decide(id, { status, opinion, by, at }) {
      const before = applications.get(id);
      if (before?.status !== '待受理') return null;
      const after: Application = { ...before, status, opinion, handledBy: by, handledAt: at };
      applications.set(id, after);
      await write();
      return after;
    },
  };
}
