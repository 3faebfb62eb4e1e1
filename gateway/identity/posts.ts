/** Where an account may act, as lists that a query can filter by: whoever pages through rows must not page through others'. */
import type { Role } from '@duecheck/core/contract';
import type { CivilDate } from '@duecheck/core/time';
import { type RawBuilder, sql } from 'kysely';
import { textArray } from '../store/binary-arrays.ts';
import type { Database, Trx } from '../store/database.ts';
import { subtreesOf } from './organisations.ts';
import { conflicted, rolesOf } from './roles.ts';
import type { Account } from './tokens.ts';

export interface Post {
  readonly role: Role;
  /** The node where it was given, and all below it. */
  readonly organisations: readonly string[];
  /** null: every decision point. */
  readonly decisionPoints: readonly string[] | null;
}

/** Of these roles; none where the account holds roles that exclude each other (`conflicted`). */
export async function postsOf(
  db: Database | Trx,
  account: Pick<Account, 'iss' | 'sub'>,
  today: CivilDate,
  wanted: readonly Role[],
): Promise<Post[]> {
  const held = await rolesOf(db, account, today, null);
  if (conflicted(held)) return [];
  const posts: Post[] = [];
  for (const { role, organisation, decisionPoints } of held) {
    if (!wanted.includes(role)) continue;
    const organisations = (await subtreesOf(db, [organisation])).map(({ id }) => id);
    posts.push({ role, organisations, decisionPoints });
  }
  return posts;
}

/** Whether a row's organisation and decision point lie in one of the posts. */
export function inPosts(posts: readonly Post[], organisation: string, decisionPoint: string): RawBuilder<boolean> {
  const each = posts.map((post) => {
    const there = sql`${sql.ref(organisation)} = any(${textArray(post.organisations)}::text[])`;
    return post.decisionPoints === null
      ? sql`(${there})`
      : sql`(${there} and ${sql.ref(decisionPoint)} = any(${textArray(post.decisionPoints)}::text[]))`;
  });
  return each.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(each, sql` or `)})`;
}
