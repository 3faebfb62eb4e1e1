/** Exports: three formats in which a text is a text, and a bundle that is checked here as somebody offline would. */
import { createHash } from 'node:crypto';
import { fromBase64Url, utf8 } from '@duecheck/core/bytes';
import { type AuditEntry, AuditExportAnswer } from '@duecheck/core/contract';
import {
  leafHash,
  noteVerifier,
  openCheckpoint,
  parseLeaf,
  treeHash,
  verifyInclusion,
  verifyOpening,
} from '@duecheck/core/register';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { openEntry } from '../../../gateway/register/open-envelope.ts';
import { type Acts, AT, actsIn } from '../gateway/acts.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';
import { type Auditors, auditorsIn } from './auditors.ts';

const HOSTILE = [
  '=HYPERLINK("http://x.test","a")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '<script>alert(1)</script>&amp;',
  'a"b,c\r\nd',
  'bell\u0007end',
  'odd\uFFFEend',
];
let city: City;
let acts: Acts;
let auditors: Auditors;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
  auditors = await auditorsIn(city);
  const { world } = city.gateway;
  const draft = (round: string) => ({
    ...{ type: 'import' as const, organisation: 'qz-gaj', decisionPoint: null, subject: null, case: null, round },
    ...{ actor: { iss: round, sub: round, role: 'office', assurance: null }, request: {}, outcome: null },
  });
  await world.db.transaction().execute((trx) => world.register.append(trx, HOSTILE.map(draft)));
  await acts.checked(TOUR.a, 'x-1');
  await acts.checked(TOUR.b, 'x-2');
  await world.register.sequence();
});
afterAll(() => city.close());

const take = async (body: object, user = 'zhaoping') =>
  city.call(user, 'POST', '/v1/audit/exports', { reason: '年度审计', format: 'jsonl', ...body });
const bytesOf = ({ file }: AuditExportAnswer) => Buffer.from(file.base64, 'base64');
const imports = { types: ['import'], organisation: 'qz-gaj' };

describe('a file', () => {
  it('has every entry of the search, as JSON a line each', async () => {
    const { status, body } = await take({ filters: imports });
    expect(status).toBe(200);
    expect(AuditExportAnswer.parse(body)).toEqual(body);
    const lines = bytesOf(body)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
    expect(lines).toEqual(await auditors.found(imports));
    expect(lines.map(({ columns }) => columns?.round).sort()).toEqual([...HOSTILE].sort());
  });

  it('is no formula in any cell of CSV', async () => {
    const bytes = bytesOf((await take({ filters: imports, format: 'csv' })).body);
    const rows = rowsOf(bytes.toString());
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
    expect(rows.map((row) => row[11])).toContain(`'${HOSTILE[0]}`);
  });

  it('is text in every cell of XLSX, and opens whatever is in it', async () => {
    const files = unzipSync(bytesOf((await take({ filters: imports, format: 'xlsx' })).body));
    const parts = Object.entries(files).filter(([name]) => name.endsWith('.xml'));
    const all = parts.map(([, bytes]) => strFromU8(bytes)).join('');
    expect(all).not.toMatch(/<f[ >]/);
    expect(all).toContain('=HYPERLINK(');
    expect(all).not.toContain('<script>');
    // XML 1.0 §2.2 holds none of them, and with one of them no spreadsheet opens the file.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(all).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
    expect(all).toMatch(/bell.?end/);
  });

  it('goes on after its last entry', async () => {
    const first = (await take({ filters: imports, limit: 6 })).body;
    const rest = (await take({ filters: imports, limit: 6, after: first.next })).body;
    const whole = (await take({ filters: imports })).body;
    expect(Buffer.concat([bytesOf(first), bytesOf(rest)])).toEqual(bytesOf(whole));
    expect([rest.next, whole.next]).toEqual([null, null]);
  });
});

/** RFC 4180. */
function rowsOf(csv: string): string[][] {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of csv.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}

/** Ids of the entries that hold, with nothing but the answer and the log's key. */
function verified(answer: AuditExportAnswer): string[] {
  const { bundle } = answer;
  expect(createHash('sha256').update(bytesOf(answer)).digest('hex')).toBe(bundle.file.sha256);
  const [vkey] = city.gateway.world.register.vkeys;
  const { size, root } = openCheckpoint(utf8(bundle.checkpoint), noteVerifier(vkey as string, intl1));
  const tree = treeHash(intl1.hash);
  return bundle.entries.flatMap(({ id, leaf, inclusion, opening }) => {
    const bytes = fromBase64Url(leaf);
    const parsed = parseLeaf(bytes);
    if (inclusion === null || opening === null) return [];
    const at = { index: BigInt(inclusion.index), size, root, leafHash: leafHash(bytes, intl1.hash) };
    const included = verifyInclusion({ ...at, proof: inclusion.hashes.map(fromBase64Url) }, tree);
    const opens = verifyOpening(opening, parsed, intl1);
    return included && opens && parsed.id === id ? [id] : [];
  });
}

describe('a bundle', () => {
  it('proves every entry of its file under one checkpoint', async () => {
    const { body } = await take({ filters: { until: new Date().toISOString() }, limit: 2000 });
    await city.gateway.world.register.sequence();
    const again = (await take({ filters: { types: ['import', 'check.result'] } })).body;
    const lines = bytesOf(again)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(verified(again)).toEqual(lines);
    expect(body.bundle.entries.length).toBeGreaterThan(lines.length);
  });

  it('does not prove what was altered, and says what does not open', async () => {
    const { db } = city.gateway.world;
    const filters = { types: ['check.result'], case: { ...AT, key: 'x-1' } };
    const [entry] = await auditors.found(filters);
    const id = entry?.id ?? '';
    await db.updateTable('register_entry').set({ role: 'reviewer' }).where('id', '=', id).execute();
    expect(verified((await take({ filters })).body)).toEqual([]);
    await db.updateTable('register_entry').set({ role: 'clerk' }).where('id', '=', id).execute();
    expect(verified((await take({ filters })).body)).toEqual([id]);
    await db.insertInto('entry_visibility').values({ entry: id, kind: 'sealed', basis: null, until: null }).execute();
    const sealed = (await take({ filters: { types: ['check.result'] } })).body as AuditExportAnswer;
    expect(sealed.bundle.entries.find((one) => one.id === id)).toMatchObject({ opening: null, inclusion: {} });
    await db.deleteFrom('entry_visibility').execute();
  });
});

it('withholds in file and bundle what may be told no more', async () => {
  const filters = { types: ['check.result'], case: { ...AT, key: 'x-2' } };
  const [entry] = await auditors.found(filters);
  expect(entry?.columns?.outcome).toBe('findings');
  const { db } = city.gateway.world;
  const records = sql`(select record from shown_record where entry = ${entry?.id})`;
  await sql`update credit_record set state = 'repaired' where id in ${records}`.execute(db);
  for (const format of ['csv', 'jsonl']) {
    const { body } = await take({ filters, format });
    expect(bytesOf(body).toString()).not.toContain('findings');
    expect(bytesOf(body).toString()).toContain(entry?.id);
    expect(body.bundle.entries).toMatchObject([{ id: entry?.id, opening: { outcomeClass: null } }]);
    expect(JSON.stringify(body.bundle)).not.toContain('findings');
    expect(verified(body)).toEqual([entry?.id]);
  }
  await sql`update credit_record set state = 'active' where id in ${records}`.execute(db);
});

describe('an export', () => {
  it('is an entry with its reason and digest, which another auditor finds', async () => {
    const { body } = await take({ filters: imports, reason: '=核对' });
    const found = await auditors.found({ types: ['export'] });
    expect(found.map(({ id }) => id)).toContain(body.export);
    const { world } = city.gateway;
    const office = await world.db.transaction().execute((trx) => openEntry(trx, world, body.export, 'office'));
    const { sha256 } = body.bundle.file;
    expect(office).toMatchObject({ reason: '=核对', asked: { format: 'jsonl', entries: HOSTILE.length, sha256 } });
  });

  it('is for auditors of that organisation, and says why', async () => {
    const before = await auditors.stored('export');
    expect((await take({}, 'limin')).body.code).toBe('role-missing');
    expect((await take({ filters: imports }, 'kecheng')).body.code).toBe('role-missing');
    expect((await take({ filters: { case: { ...AT, key: 'x-1' } } }, 'kecheng')).body.code).toBe('role-missing');
    for (const body of [
      { reason: '' },
      { reason: undefined },
      { format: 'exe' },
      { limit: 2001 },
      { filters: { x: 1 } },
    ])
      expect((await take(body)).status, JSON.stringify(body)).toBe(400);
    expect(await auditors.stored('export')).toEqual(before);
    const own = (await take({}, 'kecheng')).body as AuditExportAnswer;
    const organisations = bytesOf(own)
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).organisation);
    expect(organisations.filter((one) => !one.startsWith('qz-kcq'))).toEqual([]);
  });
});
