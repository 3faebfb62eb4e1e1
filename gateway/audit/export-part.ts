/**
 * An export of any size comes in parts, each with its own file, bundle and entry, so that the gateway holds one part at a time and a
 * client that goes away ends it. A part names the one before; that entry says what was asked and where it ended, so that parts laid one
 * after the other are one answer to one question.
 */
import type { Id } from '@duecheck/core/contract';
import { canonicalize, type Json } from '@duecheck/core/register';
import * as z from 'zod/mini';
import { RequestProblem } from '../http/problem.ts';
import type { Auditor } from '../identity/auditors.ts';
import { openEntry } from '../register/open-envelope.ts';
import type { World } from '../world.ts';
import type { KeyedFilters } from './keyed-filters.ts';

export interface ExportPart {
  /** From 1. */
  readonly part: number;
  /** The entry of the first part; null while this is it. */
  readonly of: Id<'ent'> | null;
  readonly after: string | undefined;
}

export interface ExportQuestion {
  readonly filters: KeyedFilters;
  readonly format: string;
}

/** What a part's entry says of it, beside the filters. */
const Asked = z.looseObject({
  format: z.string(),
  part: z.int(),
  of: z.nullable(z.string()),
  next: z.nullable(z.string()),
});

/**
 * @param before the entry of the part before
 * @throws RequestProblem `not-found` where that is no export of this auditor's; `invalid-body` where another question is asked, or
 *   nothing is left
 */
export async function partAfter(
  world: World,
  { account }: Auditor,
  before: Id<'ent'>,
  question: ExportQuestion,
): Promise<ExportPart> {
  const entry = await world.db
    .selectFrom('register_entry')
    .select('id')
    .where('id', '=', before)
    .where('type', '=', 'export')
    .where('actor_iss', '=', account.iss)
    .where('actor_sub', '=', account.sub)
    .executeTakeFirst();
  if (entry === undefined) throw new RequestProblem('not-found');
  const office = await world.db.transaction().execute((trx) => openEntry(trx, world, before, 'office'));
  const { data: asked } = Asked.safeParse(office.asked);
  if (asked === undefined) throw new RequestProblem('not-found');
  if (!isSameQuestion(asked, question)) throw refused('another-question');
  if (asked.next === null) throw refused('export-complete');
  return { part: asked.part + 1, of: (asked.of ?? before) as Id<'ent'>, after: asked.next };
}

/** Of one part alone. */
const OF_THE_PART = ['part', 'of', 'next', 'after', 'limit', 'entries', 'sha256'];

/** Keyed filters name one value under each pepper: a rotation between two parts adds one and changes no question. */
function isSameQuestion(asked: z.infer<typeof Asked>, { filters: { clear, keyed }, format }: ExportQuestion): boolean {
  const others = Object.entries(asked).filter(([name]) => !OF_THE_PART.includes(name) && !(name in keyed));
  const said = JSON.parse(JSON.stringify({ ...clear, format })) as Json;
  const isSameKeyed = Object.entries(keyed).every(([name, keys]) => {
    const before: unknown = asked[name];
    return Array.isArray(before) && keys.some((key) => before.includes(key));
  });
  return isSameKeyed && canonicalize(Object.fromEntries(others) as Json) === canonicalize(said);
}

const refused = (code: string) => new RequestProblem('invalid-body', { errors: [{ pointer: '/continues', code }] });
