import { DuecheckError } from '@duecheck/core/errors';
import { type EnvelopeName, type JsonObject, openEnvelope } from '@duecheck/core/register';
import type { Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/**
 * What an entry keeps sealed. The text stays in its one place: whoever needs it later opens it there, so that an erasure or a seal
 * takes it from everybody at once. Opening it is reading about a person; the caller writes an entry of its own in the same
 * transaction (DESIGN §1.10).
 *
 * @throws DuecheckError `sealed-gone` where the entry, the envelope or its key is no more; `envelope-unopened` where it was altered
 */
export async function openEntry(
  trx: Trx,
  world: Pick<World, 'suite' | 'subjectKeys'>,
  entry: string,
  name: EnvelopeName,
): Promise<JsonObject> {
  const row = await trx
    .selectFrom('register_entry')
    .select(['person_kid', 'person_sealed', 'office_kid', 'office_sealed'])
    .where('id', '=', entry)
    .executeTakeFirst();
  const kid = name === 'person' ? row?.person_kid : row?.office_kid;
  const sealed = name === 'person' ? row?.person_sealed : row?.office_sealed;
  const [key] = kid ? await world.subjectKeys.find(trx, [kid]) : [];
  if (!kid || !sealed || key === undefined) throw new DuecheckError('sealed-gone', 'this envelope is no more');
  return (await openEnvelope({ entryId: entry, name, key: { kid, key } }, sealed, world.suite)) as JsonObject;
}
