import { jsonWriter, readJson } from '../json-file.ts';
import type { Nominee, NomineeStatus } from './nominees.ts';

export interface NomineeStore {
  list(query: { readonly name: string; readonly page: number; readonly limit: number }): {
    readonly count: number;
    readonly rows: readonly Nominee[];
  };
  get(id: number): Nominee | undefined;
  /** How many were still open and are decided now. Resolves once they are on the disk. */
  decide(
    ids: readonly number[],
    decision: { status: NomineeStatus; opinion: string; by: string; at: string },
  ): Promise<number>;
}

/** Nominees in one JSON file; `seed` fills it where there is none. */
export async function openNomineeStore(path: string, seed: readonly Nominee[]): Promise<NomineeStore> {
  const kept = await readJson<Nominee[]>(path);
  const nominees = new Map((kept ?? seed).map((one) => [one.id, one]));
  const write = jsonWriter(path, () => [...nominees.values()], 0o600);
  if (!kept) await write();

  return {
    list({ name, page, limit }) {
      const found = [...nominees.values()].filter((one) => one.name.includes(name) || one.number.includes(name));
      return { count: found.length, rows: found.slice((page - 1) * limit, page * limit) };
    },
    get: (id) => nominees.get(id),
    async decide(ids, { status, opinion, by, at }) {
      const open = ids.flatMap((id) => nominees.get(id) ?? []).filter((one) => one.status === '待审核');
      for (const one of open) nominees.set(one.id, { ...one, status, opinion, handledBy: by, handledAt: at });
      if (open.length > 0) await write();
      return open.length;
    },
  };
}
