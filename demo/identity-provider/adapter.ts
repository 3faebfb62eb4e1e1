import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { jsonWriter, readJson } from '../json-file.ts';

interface Kept {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds; null = without end. */
  readonly expiresAt: number | null;
}

/**
 * The provider's sessions, grants and tokens in one JSON file: a restart of the demonstration signs nobody out. Enough
 * for one process and a handful of accounts; a real provider keeps them in a database.
 */
export async function createFileAdapter(path: string): Promise<AdapterFactory> {
  const kept = new Map(Object.entries((await readJson<Record<string, Kept>>(path)) ?? {}));
  const write = jsonWriter(path, () => Object.fromEntries(alive()), 0o600);

  function* alive() {
    for (const entry of kept) if (!isOver(entry[1])) yield entry;
  }
  const find = (predicate: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const [, { payload }] of alive()) if (predicate(payload)) return payload;
    return undefined;
  };

  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        kept.set(keyOf(id), { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : null });
        await write();
      },
      async find(id) {
        const entry = kept.get(keyOf(id));
        return entry && !isOver(entry) ? entry.payload : undefined;
      },
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      async consume(id) {
        const entry = kept.get(keyOf(id));
        if (!entry) return;
        kept.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed: Math.floor(Date.now() / 1000) } });
        await write();
      },
      async destroy(id) {
        kept.delete(keyOf(id));
        await write();
      },
      async revokeByGrantId(grantId) {
        // Of this model alone: an interaction names the grant too, and goes on after the session before it has ended.
        for (const [key, { payload }] of kept)
          if (key.startsWith(`${model}:`) && payload.grantId === grantId) kept.delete(key);
        await write();
      },
    };
  };
}

const isOver = (entry: Kept): boolean => entry.expiresAt !== null && entry.expiresAt <= Date.now();
