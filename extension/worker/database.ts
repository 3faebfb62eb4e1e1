/** IndexedDB: what must outlive the browser. Keys are non-extractable, bodies sealed; masks are all that can be read. */
import type { OutboxEntry } from '@duecheck/core/check';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

export interface KeptDeferralKey {
  readonly iss: string;
  readonly sub: string;
  readonly organisation: string;
  readonly kid: string;
  /** ISO instant by the gateway's clock. */
  readonly until: string;
  readonly privateKey: CryptoKey;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry };
  deferralKeys: { key: [string, string, string]; value: KeptDeferralKey };
  localKeys: { key: string; value: CryptoKey };
}

let opening: Promise<IDBPDatabase<Schema>> | undefined;

export function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('duecheck', 1, {
    upgrade(db) {
      db.createObjectStore('outbox', { keyPath: 'id' });
      db.createObjectStore('deferralKeys', { keyPath: ['iss', 'sub', 'organisation'] });
      db.createObjectStore('localKeys');
    },
    terminated() {
      opening = undefined;
    },
  });
  return opening;
}
