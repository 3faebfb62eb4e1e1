/**
 * The published lists. The gateway relays signatures and never makes one; it works by a list only after the same check
 * that clients make: two signatures of the root that policy names (PROTOCOL, Signing lists).
 */
import { createHash } from 'node:crypto';
import { type Binding, BindingList } from '@duecheck/core/binding';
import { Catalogue, type CatalogueIndex, type DecisionPoint, indexCatalogue } from '@duecheck/core/catalogue';
import type { Feed, ListName } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { type ListRoot, openList } from '@duecheck/core/lists';
import type { Suite } from '@duecheck/core/register';
import { RequestProblem } from '../http/problem.ts';
import type { Database } from '../store/database.ts';

export interface Published {
  readonly version: string;
  readonly etag: string;
  readonly feed: Feed;
}

export interface Lists {
  published(list: ListName): Promise<Published>;
  catalogue(): Promise<CatalogueIndex>;
  /** All that the list holds, also what is switched off. */
  listed(): Promise<readonly Binding[]>;
  /** Those in force: one that is switched off is as if it were not there. */
  bindings(): Promise<readonly Binding[]>;
  /** @throws RequestProblem `origin-unbound` */
  binding(origin: string, decisionPoint: string): Promise<Binding>;
}

interface Loaded {
  readonly published: Published;
  readonly catalogue?: CatalogueIndex;
  readonly bindings?: BindingList;
}

export function createLists(db: Database, root: ListRoot, suite: Suite): Lists {
  const loaded = new Map<ListName, Loaded>();

  async function load(list: ListName): Promise<Loaded> {
    // The version is read each time, the body only when it changed: a publication is in force at once everywhere.
    const newest = await db
      .selectFrom('list_publication')
      .select(['version', 'etag'])
      .where('list', '=', list)
      .orderBy('published_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (newest === undefined) throw new RequestProblem('unavailable', { detail: `No ${list} list is published yet.` });
    const held = loaded.get(list);
    if (held?.published.version === newest.version) return held;
    const row = await db
      .selectFrom('list_publication')
      .selectAll()
      .where('list', '=', list)
      .where('version', '=', newest.version)
      .executeTakeFirstOrThrow();
    const fresh = parse(list, { version: row.version, etag: row.etag, feed: { note: row.note, body: row.body } });
    loaded.set(list, fresh);
    return fresh;
  }

  /** @throws DuecheckError `list-unsigned`, `list-altered` where the database holds what nobody signed. */
  function parse(list: ListName, published: Published): Loaded {
    const { version } = openList(list, published.feed, root, suite);
    if (version !== published.version) throw new DuecheckError('list-altered', 'the note is of another version');
    const value: unknown = JSON.parse(published.feed.body);
    return list === 'catalogue'
      ? { published, catalogue: indexCatalogue(Catalogue.parse(value)) }
      : { published, bindings: BindingList.parse(value) };
  }

  const listed = async (): Promise<readonly Binding[]> => ((await load('bindings')).bindings as BindingList).bindings;
  const bindings = async (): Promise<readonly Binding[]> =>
    (await listed()).filter(({ disabled }) => disabled === undefined);

  return {
    listed,
    bindings,
    published: async (list) => (await load(list)).published,
    catalogue: async () => (await load('catalogue')).catalogue as CatalogueIndex,
    async binding(origin, decisionPoint) {
      const found = (await bindings()).find((b) => b.origin === origin && b.decisionPoint === decisionPoint);
      if (found === undefined) throw new RequestProblem('origin-unbound');
      return found;
    },
  };
}

export const etagOf = (body: string, note: string): string =>
  `"${createHash('sha256').update(note).update(body).digest('base64url')}"`;

/** @throws RequestProblem `unknown-decision-point` */
export function rowOf(catalogue: CatalogueIndex, decisionPoint: string): DecisionPoint {
  const row = catalogue.decisionPoints.get(decisionPoint);
  if (row === undefined || row.status === 'suspended' || row.status === 'template') {
    throw new RequestProblem('unknown-decision-point');
  }
  return row;
}
