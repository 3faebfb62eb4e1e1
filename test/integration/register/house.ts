/** A register on a database of its own, and a gateway before it that knows two auditors. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerRoutes } from '../../../gateway/api/register.ts';
import { type AuditOptions, audit } from '../../../gateway/cli/audit.ts';
import { type Clock, legalTime } from '../../../gateway/clock.ts';
import { createServer } from '../../../gateway/http/server.ts';
import { createKeyRing } from '../../../gateway/keys/create-key-ring.ts';
import { createSubjectKeys } from '../../../gateway/keys/subject-keys.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';
import {
  type AppendedEntry,
  createRegister,
  type EntryDraft,
  type Register,
  type RegisterAlarm,
} from '../../../gateway/register/register.ts';
import { openDatabase } from '../../../gateway/store/database.ts';
import { NO_WITNESSES, type WitnessSettings } from '../../../gateway/witnesses/known-witnesses.ts';
import type { World } from '../../../gateway/world.ts';
import { createDatabase } from '../database.ts';

export const ORIGIN = 'gateway.test/register/2026/1';
/** What a house's clock says at first. */
export const HOUSE_TIME = Date.UTC(2026, 10, 23, 4);

export async function openHouse() {
  const url = await createDatabase();
  const db = openDatabase(url);
  const dir = mkdtempSync(join(tmpdir(), 'duecheck-register-'));
  const keys = createKeyRing(join(dir, 'keys'));
  const headFile = join(dir, 'head');
  const clock = { time: HOUSE_TIME, now: () => clock.time };
  const alarms: RegisterAlarm[] = [];

  /** Another gateway process on the same database, as far as the register can tell. */
  const open = (options: { headFile?: string; origin?: string; clock?: Clock } = {}): Promise<Register> =>
    createRegister({
      db,
      keys,
      suite: intl1,
      clock,
      origin: ORIGIN,
      headFile,
      onAlarm: (a) => alarms.push(a),
      ...options,
    });

  const append = (register: Register, ...drafts: EntryDraft[]): Promise<AppendedEntry[]> =>
    db.transaction().execute((trx) => register.append(trx, drafts));

  return { db, url, dir, keys, headFile, clock, alarms, open, append, close: () => db.destroy() };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

/** An entry in which every column has a value. @param n tells cases and persons apart */
export const fullDraft = (n: number): EntryDraft => ({
  type: 'check.result',
  organisation: 'qz-rsj',
  decisionPoint: 'civil-service-hiring',
  actor: { iss: 'https://idp.test', sub: 'limin', role: 'clerk', assurance: 'typed' },
  subject: {
    kind: 'resident-id',
    number: `resident-id:33089919900101${String(n).padStart(3, '0')}X`,
    name: '欧阳合成',
  },
  case: { key: `case-${n}`, label: `RL-2026-${n}`, part: '1' },
  round: 'interview',
  request: { observed: { fields: ['name'] }, claimed: { origin: 'http://hiring.test' } },
  outcome: { class: 'findings', records: [`rec-${n}`], answerDigest: 'digest' },
  flags: ['replay', 'owed'],
  checkId: `chk-${n}`,
  decisionId: `dec-${n}`,
  person: { outcome: 'findings', reason: '合成理由' },
  office: { purpose: 'civil-service-hiring' },
});

/** An entry of the gateway itself, in which every column that may be null is. */
export const bareDraft = (): EntryDraft => ({
  type: 'key.rotated',
  organisation: 'qz',
  decisionPoint: null,
  actor: null,
  subject: null,
  case: null,
  request: {},
  outcome: null,
});

/** `all` audits the city, `county` one organisation of it, `clerk` nothing. */
export type Token = 'all' | 'county' | 'clerk';

export async function serveHouse(
  { db, clock, dir, keys }: House,
  register: Register,
  witnesses: WitnessSettings = NO_WITNESSES,
) {
  const organisations = [
    { id: 'qz', parent: null, title_zh: '市', title_en: 'City' },
    { id: 'qz-rsj', parent: 'qz', title_zh: '局', title_en: 'Bureau' },
    { id: 'qz-kcq', parent: 'qz', title_zh: '区', title_en: 'District' },
  ];
  const roles = [
    { sub: 'all', organisation: 'qz', role: 'auditor' },
    { sub: 'county', organisation: 'qz-kcq', role: 'auditor' },
    { sub: 'clerk', organisation: 'qz', role: 'clerk' },
  ].map((role) => ({
    ...role,
    iss: 'https://idp.test',
    decision_points: null,
    valid_from: '2026-01-01',
    valid_until: null,
  }));
  await db
    .insertInto('organisation')
    .values(organisations)
    .onConflict((c) => c.doNothing())
    .execute();
  await db
    .insertInto('role_assignment')
    .values(roles)
    .onConflict((c) => c.doNothing())
    .execute();

  const world = {
    db,
    register,
    suite: intl1,
    witnesses,
    clock,
    subjectKeys: createSubjectKeys({ keys, suite: intl1, random: (n) => randomBytes(n) }),
    verifyToken: async (sub: string) => ({ iss: 'https://idp.test', sub, assurance: 'typed' }),
    legal: async () => legalTime(clock.now(), 0),
  } as unknown as World;
  const app = await createServer(world, []);
  registerRoutes(app, world);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    close: () => app.close(),
    get: (path: string, token?: Token) =>
      loopbackFetch(`${url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
    audit: (options: Partial<AuditOptions> & { token?: Token } = {}) =>
      audit({ gateway: url, now: clock.now, ...options }),
    stateFile: join(dir, 'audit.json'),
  };
}
export type Served = Awaited<ReturnType<typeof serveHouse>>;
