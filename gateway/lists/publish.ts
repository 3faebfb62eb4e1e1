/** Puts into force what enough signers signed, and nothing else. */
import { BindingList } from '@duecheck/core/binding';
import { Catalogue } from '@duecheck/core/catalogue';
import type { Feed, ListName } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { type ListRoot, openList } from '@duecheck/core/lists';
import type { World } from '../world.ts';
import { endPublished } from './drafts.ts';
import { etagOf } from './lists.ts';

/**
 * In force at once, in every gateway: they read the version at each call.
 *
 * @returns whether it is new; the same version again changes nothing
 * @throws DuecheckError as `openList`, or `list-not-understood`
 */
export async function publishList(world: World, list: ListName, feed: Feed, root: ListRoot): Promise<boolean> {
  const { version } = openList(list, feed, root, world.suite);
  const bindings = parse(list, feed.body);
  return world.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('list_publication')
      .values({
        ...{ list, version, note: feed.note, body: feed.body, etag: etagOf(feed.body, feed.note) },
        published_at: new Date(world.clock.now()),
      })
      .onConflict((conflict) => conflict.columns(['list', 'version']).doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
    const top = await trx.selectFrom('organisation').select('id').where('parent', 'is', null).executeTakeFirst();
    await endPublished(trx, bindings, world.clock.now());
    await world.register.append(trx, [
      {
        type: list === 'catalogue' ? 'catalogue.published' : 'binding.published',
        organisation: top?.id ?? 'none',
        decisionPoint: null,
        actor: null,
        subject: null,
        case: null,
        request: { version, digest: world.index.digest(new TextEncoder().encode(feed.body)) },
        outcome: null,
        office: {},
      },
    ]);
    return true;
  });
}

/** A list that nobody can read would take every check down with it. */
function parse(list: ListName, body: string): BindingList['bindings'] {
  try {
    if (list === 'bindings') return BindingList.parse(JSON.parse(body)).bindings;
    Catalogue.parse(JSON.parse(body));
    return [];
  } catch (cause) {
    throw new DuecheckError('list-not-understood', `this is no ${list} list`, { cause });
  }
}
