import { stat } from 'node:fs/promises';
import { type Id, type ImportQuery, newId } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { defineCapability } from '../http/handler.ts';
import { claimOnce } from '../http/idempotency.ts';
import { keepFile, withPrivateFile } from '../http/private-file.ts';
import { RequestProblem } from '../http/problem.ts';
import { conflicted, type Held, roleFor, rolesOf } from '../identity/roles.ts';
import type { Account } from '../identity/tokens.ts';
import { IMPORTERS, importAnswer, isAbandoned, loadImport } from '../imports/import-row.ts';
import { importDigest } from '../intake/import-file.ts';
import { createHeaderLookup } from '../intake/layout/header-lookup.ts';
import { parseRejectsKey } from '../intake/rejects.ts';
import { importableType, readStatements } from '../intake/row-reader.ts';
import type { Database, Trx } from '../store/database.ts';
import type { World } from '../world.ts';

/** POST /v1/imports: the file is kept until it was taken in; the same one while it runs is the same import. */
export const startImport = defineCapability('startImport', async ({ world, caller, query, file, idempotencyKey }) => {
  const asked = await readAsked(world, query);
  // Before the file lies on any disk.
  const { organisation } = await officeOf(world.db, world, caller, query.organisation);
  return withPrivateFile(file.stream, async (path) => {
    const digest = await importDigest(path, asked.statements);
    const { size } = await stat(path);
    const now = new Date(world.clock.now());
    const started = await world.db.transaction().execute(async (trx) => {
      const held = await officeOf(trx, world, caller, organisation);
      const fresh = newId('imp', { now: now.getTime(), random: world.random(16) });
      const claim = { organisation, account: caller, route: 'start-import', key: idempotencyKey };
      const request = { query, digest: Buffer.from(digest).toString('hex') };
      const before = await claimOnce(trx, world, { ...claim, request }, fresh);
      const id = before ?? (await openImport(trx, { ...asked, ...{ id: fresh, caller, held, digest, size, now } }));
      const row = await trx
        .selectFrom('office_import')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const takes = id === fresh || isAbandoned(row, now.getTime());
      if (takes)
        await trx.updateTable('office_import').set({ state: 'running', alive_at: now }).where('id', '=', id).execute();
      return { id, takes };
    });
    // Only now: a file whose import was not committed is nobody's.
    if (started.takes) await keepFile(path, started.id);
    const legal = await world.legal(world.db);
    return importAnswer(world.db, await loadImport(world.db, caller, started.id, legal), caller);
  });
});

interface Asked {
  readonly type: string;
  readonly stated: Readonly<Record<string, string>>;
  /** By field, as the import reads them. */
  readonly statements: ReadonlyMap<string, string>;
  readonly rejectsKey: string | null;
}

const REFUSED = new Map([
  ['no-such-type', 'type-not-imported'],
  ['type-not-imported', 'type-not-imported'],
  ['statement-unknown', 'statement-unknown'],
  ['rejects-key-wrong', 'rejects-key-wrong'],
] as const);

/** @throws RequestProblem `type-not-imported`, `statement-unknown`, `rejects-key-wrong` */
async function readAsked(world: World, { type, set = [], rejectsKey }: ImportQuery): Promise<Asked> {
  const catalogue = await world.lists.catalogue();
  const stated = Object.fromEntries([set].flat().map(statementOf));
  try {
    const lookup = createHeaderLookup(importableType(catalogue, type), catalogue);
    // Of a private key, what is public in it and nothing else.
    const key = rejectsKey === undefined ? null : parseRejectsKey(rejectsKey).export({ format: 'jwk' });
    const statements = readStatements(stated, lookup);
    return { type, stated, statements, rejectsKey: key === null ? null : JSON.stringify(key) };
  } catch (error) {
    const code = error instanceof DuecheckError ? REFUSED.get(error.code as never) : undefined;
    throw code === undefined ? error : new RequestProblem(code, { cause: error });
  }
}

const statementOf = (text: string): [string, string] => {
  const at = text.indexOf('=');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
};

/** Where the caller is the credit office. @throws RequestProblem `role-missing`; `invalid-query` where there are several */
async function officeOf(
  db: Database | Trx,
  world: World,
  caller: Account,
  organisation: string | undefined,
): Promise<Held> {
  const { today } = await world.legal(db);
  const held = await rolesOf(db, caller, today, organisation ?? null);
  const named = organisation === undefined ? null : roleFor(held, IMPORTERS);
  if (named !== null) return { ...named, organisation: organisation as string };
  const offices = conflicted(held) ? [] : held.filter(({ role }) => IMPORTERS.includes(role));
  const [only, another] = offices;
  if (organisation !== undefined || only === undefined) throw new RequestProblem('role-missing');
  if (another !== undefined)
    throw new RequestProblem('invalid-query', { errors: [{ pointer: '/organisation', code: 'missing' }] });
  return only;
}

interface Opened extends Asked {
  readonly id: Id<'imp'>;
  readonly caller: Account;
  readonly held: Held;
  readonly digest: Uint8Array;
  readonly size: number;
  readonly now: Date;
}

/** @returns its id, or that of the import of the same file that has not ended */
async function openImport(trx: Trx, opened: Opened): Promise<string> {
  const { id, caller, held, type, digest, stated, rejectsKey, size, now } = opened;
  const { organisation, role } = held;
  const open = { organisation, digest, type };
  const inserted = await trx
    .insertInto('office_import')
    .values({
      ...{ id, ...open, iss: caller.iss, sub: caller.sub, role, assurance: caller.assurance },
      ...{ stated: JSON.stringify(stated), rejects_key: rejectsKey, bytes: size, bytes_read: 0 },
      ...{ state: 'running', failure: null, report: null, alive_at: now, started_at: now, ended_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted !== undefined) return inserted.id;
  const running = await trx
    .selectFrom('office_import')
    .select('id')
    .where('organisation', '=', organisation)
    .where('digest', '=', digest)
    .where('type', '=', type)
    .where('state', 'in', ['running', 'resumable'])
    .executeTakeFirst();
  // It ended between the two: sent once more, it is a new one.
  if (running === undefined) throw new RequestProblem('idempotency-running');
  return running.id;
}
