/**
 * Fills a house from a folder: organisations, roles, enforcement points, signed lists, partners, identities, records. Running it
 * twice changes nothing. The demonstration uses it, and so does an office that starts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Feed, LISTS, PartnerRequest, ROLES, Slug } from '@duecheck/core/contract';
import type { ListRoot } from '@duecheck/core/lists';
import * as z from 'zod/mini';
import { enforcementKeyHash } from '../identity/enforcement-points.ts';
import { publishList } from '../lists/publish.ts';
import type { Trx } from '../store/database.ts';
import { writePartner } from '../widget/write-partner.ts';
import type { World } from '../world.ts';
import { type ImportReport, importLines } from './import-lines.ts';

const text = z.string().check(z.minLength(1));
const civilDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** `organisations.json`: parents before children. */
const Organisations = z.array(
  z.strictObject({ id: Slug, parent: z.nullable(Slug), title: z.strictObject({ zh: text, en: text }) }),
);
/** `roles.json` */
const Roles = z.array(
  z.strictObject({
    iss: text,
    sub: text,
    organisation: Slug,
    role: z.enum(ROLES),
    decisionPoints: z.nullable(z.array(Slug)),
    from: civilDate,
    until: z.nullable(civilDate),
  }),
);
/** `enforcement-points.json`; the key itself is not stored. */
const EnforcementPoints = z.array(
  z.strictObject({ id: text, organisation: Slug, origin: text, key: z.string().check(z.minLength(32)) }),
);

/** `partners.json`: those that the house starts with; the credit office has them from then on. */
const Partners = z.array(PartnerRequest);

export interface SeedReport {
  readonly organisations: number;
  readonly roles: number;
  readonly enforcementPoints: number;
  readonly lists: readonly string[];
  readonly partners: number;
  readonly registry: ImportReport | null;
  readonly records: ImportReport | null;
}

export async function seed(world: World, dir: string, root: ListRoot): Promise<SeedReport> {
  const organisations = read(dir, 'organisations.json', Organisations) ?? [];
  const roles = read(dir, 'roles.json', Roles) ?? [];
  const points = read(dir, 'enforcement-points.json', EnforcementPoints) ?? [];
  await world.db.transaction().execute(async (trx) => {
    await seedOrganisations(trx, organisations);
    await seedRoles(trx, world, roles);
    await seedEnforcementPoints(trx, points);
  });
  const lists = await publishLists(world, dir, root);
  const organisation = organisations.find((o) => o.parent === null)?.id ?? 'none';
  const partners = await seedPartners(world, read(dir, 'partners.json', Partners) ?? [], organisation);
  const lines = async (kind: 'registry' | 'records') => {
    const file = join(dir, `${kind}.ndjson`);
    return existsSync(file) ? importLines(world, { file, kind, organisation }) : null;
  };
  return {
    organisations: organisations.length,
    roles: roles.length,
    enforcementPoints: points.length,
    lists,
    partners,
    registry: await lines('registry'),
    records: await lines('records'),
  };
}

function read<T>(dir: string, name: string, schema: z.ZodMiniType<T>): T | null {
  const file = join(dir, name);
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

async function seedOrganisations(trx: Trx, organisations: z.infer<typeof Organisations>): Promise<void> {
  for (const { id, parent, title } of organisations) {
    await trx
      .insertInto('organisation')
      .values({ id, parent, title_zh: title.zh, title_en: title.en })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** @returns how many are new; what the credit office changed since stays as it is */
async function seedPartners(world: World, partners: z.infer<typeof Partners>, organisation: string): Promise<number> {
  let made = 0;
  for (const partner of partners) {
    await world.db.transaction().execute(async (trx) => {
      const there = await trx.selectFrom('partner').select('id').where('id', '=', partner.id).executeTakeFirst();
      if (there !== undefined) return;
      await writePartner(trx, world, partner, { organisation, actor: null });
      made++;
    });
  }
  return made;
}

/** Who may do what is itself registered: one entry a role given. */
async function seedRoles(trx: Trx, world: World, roles: z.infer<typeof Roles>): Promise<void> {
  for (const role of roles) {
    const inserted = await trx
      .insertInto('role_assignment')
      .values({
        iss: role.iss,
        sub: role.sub,
        organisation: role.organisation,
        role: role.role,
        decision_points: role.decisionPoints,
        valid_from: role.from,
        valid_until: role.until,
      })
      .onConflict((conflict) => conflict.columns(['iss', 'sub', 'organisation', 'role']).doNothing())
      .executeTakeFirst();
    if ((inserted.numInsertedOrUpdatedRows ?? 0n) === 0n) continue;
    await world.register.append(trx, [
      {
        type: 'role.changed',
        organisation: role.organisation,
        decisionPoint: null,
        actor: null,
        subject: null,
        case: null,
        request: { iss: role.iss, sub: role.sub, role: role.role, from: role.from, until: role.until },
        outcome: null,
        office: {},
      },
    ]);
  }
}

async function seedEnforcementPoints(trx: Trx, points: z.infer<typeof EnforcementPoints>): Promise<void> {
  for (const { id, organisation, origin, key } of points) {
    const values = { organisation, origin, key_hash: enforcementKeyHash(key) };
    await trx
      .insertInto('enforcement_point')
      .values({ id, ...values, revoked_at: null })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
  }
}

/** Publishes what two persons signed, and nothing else. @returns `list version` of each that is new */
async function publishLists(world: World, dir: string, root: ListRoot): Promise<string[]> {
  const published: string[] = [];
  for (const list of LISTS) {
    const feed = read(dir, join('lists', `${list}.json`), Feed);
    if (feed === null || !(await publishList(world, list, feed, root))) continue;
    published.push(`${list} ${feed.note.split('\n')[1]}`);
  }
  return published;
}
