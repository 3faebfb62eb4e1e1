/** `duecheck audit --bundle`: an export proven offline, and what is found where somebody changed file, bundle or key. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AuditExportAnswer } from '@duecheck/core/contract';
import { cosign, formatSignatureLine, NOTE_COSIGNATURE, noteVerifier, openCheckpoint } from '@duecheck/core/register';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditBundle, type BundleOptions } from '../../../gateway/cli/audit/audit-bundles.ts';
import { writeState } from '../../../gateway/cli/audit/state-file.ts';
import { intl1 } from '../../../gateway/keys/suite-intl-1.ts';
import { signerFor } from '../../unit/register/logs.ts';
import { actsIn } from '../gateway/acts.ts';
import { type City, openCity, TOUR } from '../gateway/city.ts';

const HOSTILE = ['=1+1', "'=1+1", '"a",b\r\n=c', '<b>&amp;', 'bell\u0007', '结果不再提供'];
let city: City;
let vkey: string;
let url: string;
/** Entries of the question that is asked here. */
let many: number;
beforeAll(async () => {
  city = await openCity();
  const acts = actsIn(city);
  const { world } = city.gateway;
  vkey = world.register.vkeys[0] ?? '';
  url = city.url;
  const draft = (round: string) => ({
    ...{ type: 'import' as const, organisation: 'qz-gaj', decisionPoint: null, subject: null, case: null, round },
    ...{ actor: { iss: round, sub: round, role: 'office', assurance: null }, request: {}, outcome: null },
  });
  await world.db.transaction().execute((trx) => world.register.append(trx, HOSTILE.map(draft)));
  await acts.checked(TOUR.a, 'b-1');
  await acts.checked(TOUR.b, 'b-2');
  await world.register.sequence();
  many = (await taken()).bundle.entries.length;
});
afterAll(() => city.close());

type Format = 'csv' | 'jsonl' | 'xlsx';
async function taken(format: Format = 'jsonl', body: object = {}): Promise<AuditExportAnswer> {
  const filters = { types: ['import', 'check.result'] };
  const answer = await city.call('zhaoping', 'POST', '/v1/audit/exports', {
    reason: '年度审计',
    format,
    filters,
    ...body,
  });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** As a browser saves it: the file, and the bundle beside it. */
function saved({ file, bundle }: AuditExportAnswer): { path: string; filePath: string } {
  const folder = mkdtempSync(join(tmpdir(), 'duecheck-bundle-'));
  const [path, filePath] = [join(folder, 'bundle.json'), join(folder, file.name)];
  writeFileSync(filePath, Buffer.from(file.base64, 'base64'));
  writeFileSync(path, JSON.stringify(bundle));
  return { path, filePath };
}
const verify = (answer: AuditExportAnswer, options: BundleOptions = { vkey }) =>
  auditBundle(saved(answer).path, options);

/** Changes the file and makes the bundle fit, as whoever sends both can. */
function withFile(answer: AuditExportAnswer, change: (text: string) => string): AuditExportAnswer {
  const bytes = Buffer.from(change(Buffer.from(answer.file.base64, 'base64').toString()));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    ...answer,
    file: { ...answer.file, base64: bytes.toString('base64') },
    bundle: { ...answer.bundle, file: { ...answer.bundle.file, sha256 } },
  };
}
const withBundle = (answer: AuditExportAnswer, change: Partial<AuditExportAnswer['bundle']>): AuditExportAnswer => ({
  ...answer,
  bundle: { ...answer.bundle, ...change },
});
const codes = async (answer: AuditExportAnswer) => (await verify(answer)).failures.map(({ code }) => code);

describe('a bundle and its file', () => {
  it.each(['csv', 'jsonl', 'xlsx'] as const)('hold as %s, line by line, whatever the texts are', async (format) => {
    const answer = await taken(format);
    expect(await verify(answer)).toMatchObject({
      ...{ status: 'verified', key: 'given', failures: [], warnings: [] },
      ...{ entries: many, included: many, opened: many, lines: many },
    });
  });

  it('hold only in themselves under the key that came along, and say so', async () => {
    const answer = await taken();
    expect(await verify(answer, {})).toMatchObject({ status: 'unpinned', key: 'came-along', failures: [] });
    const stranger = signerFor('other.example', 5).vkey;
    await expect(verify(answer, { vkey: stranger })).rejects.toMatchObject({ code: 'unverified' });
  });

  it('fail where a cell was changed, though the digest was made to fit', async () => {
    const csv = await taken('csv');
    const changed = withFile(csv, (text) => text.replace('"limin"', '"wangjun"'));
    expect((await verify(changed)).failures).toEqual([
      expect.objectContaining({ code: 'line-differs', column: '账号' }),
    ]);
    const jsonl = await taken();
    expect(await codes(withFile(jsonl, (text) => text.replace('"role":"clerk"', '"role":"office"')))).toEqual([
      'line-differs',
    ]);
    const keyed = withFile(jsonl, (text) => text.replace(/"caseKey":"[^"]{43}"/, `"caseKey":"${'A'.repeat(43)}"`));
    expect((await verify(keyed)).failures).toMatchObject([{ code: 'line-differs', column: 'caseKey' }]);
  });

  it('fail where a line was left out, added or moved', async () => {
    const answer = await taken();
    const lines = (change: (all: string[]) => string[]) =>
      withFile(answer, (text) => `${change(text.trimEnd().split('\n')).join('\n')}\n`);
    expect(await codes(lines((all) => all.slice(0, -1)))).toEqual(['lines-differ']);
    expect(await codes(lines((all) => [...all, all[0] as string]))).toEqual(['lines-differ']);
    expect(await codes(lines(([one, two, ...rest]) => [two as string, one as string, ...rest]))).toEqual([
      'line-differs',
      'line-differs',
    ]);
    expect(await codes(lines((all) => all.map((line, at) => (at === 3 ? '{}' : line))))).toEqual(['line-differs']);
  });

  it('fail where only the file was changed', async () => {
    const answer = await taken('csv');
    const other = withFile(answer, (text) => `${text}\r\n`);
    expect(await codes({ ...other, bundle: answer.bundle })).toContain('file-altered');
  });

  it('name each entry whose place, leaf or row does not hold', async () => {
    const answer = await taken();
    const [first, second, ...rest] = answer.bundle.entries;
    if (!first?.inclusion || !first.opening || !second) throw new Error('too few entries');
    const withFirst = (change: object) => withBundle(answer, { entries: [{ ...first, ...change }, second, ...rest] });
    const [hash = '', ...hashes] = first.inclusion.hashes;
    const flipped = (hash.startsWith('A') ? 'B' : 'A') + hash.slice(1);
    for (const [change, found] of [
      [{ inclusion: { ...first.inclusion, hashes: [flipped, ...hashes] } }, 'not-included'],
      [{ inclusion: { ...first.inclusion, index: first.inclusion.index + 1 } }, 'not-included'],
      [{ inclusion: { ...first.inclusion, hashes: ['%'] } }, 'not-included'],
      [{ opening: { ...first.opening, row: { ...first.opening.row, role: 'manager' } } }, 'row-altered'],
      [{ opening: { ...first.opening, salt: '?' } }, 'row-altered'],
      [{ leaf: second.leaf }, 'leaf-malformed'],
      [{ leaf: 'AAAA' }, 'leaf-malformed'],
    ] as const)
      expect((await verify(withFirst(change))).failures, JSON.stringify(change)).toContainEqual(
        expect.objectContaining({ code: found, id: first.id }),
      );
    // What is left out is said.
    expect(await verify(withFirst({ opening: null }))).toMatchObject({
      ...{ status: 'verified', opened: many - 1 },
      warnings: [{ code: 'not-opened', id: first.id }],
    });
    expect(await verify(withFirst({ inclusion: null }))).toMatchObject({
      warnings: [{ code: 'not-placed', id: first.id }],
    });
  });

  it('are of the history that the log serves, and of the head seen before', async () => {
    const answer = await taken();
    const stateFile = join(mkdtempSync(join(tmpdir(), 'duecheck-head-')), 'head.json');
    writeState(stateFile, { v: 1, vkey, checkpoint: answer.bundle.checkpoint });
    expect(await verify(answer, { url, stateFile })).toMatchObject({ status: 'verified', key: 'pinned' });
    expect(await verify(answer, { url })).toMatchObject({ status: 'verified', key: 'first-use' });
  });

  it('count the witnesses that the auditor knows, and none that came along', async () => {
    const answer = await taken();
    const { checkpoint } = answer.bundle;
    const { text } = openCheckpoint(Buffer.from(checkpoint), noteVerifier(vkey, intl1));
    const witness = signerFor('one.example', 8, NOTE_COSIGNATURE);
    const other = signerFor('two.example', 9, NOTE_COSIGNATURE);
    const at = BigInt(Math.floor(Date.now() / 1000));
    const line = formatSignatureLine(await cosign(text, at, witness.signer));
    const cosigned = withBundle(answer, { checkpoint: checkpoint + line });
    const known = (quorum: number) => ({ vkey, witnesses: { vkeys: [witness.vkey, other.vkey], quorum } });
    expect(await verify(cosigned, known(1))).toMatchObject({
      status: 'verified',
      witnesses: { key: 'given', cosigned: [{ name: 'one.example' }] },
      warnings: [{ code: 'witness-silent', witness: 'two.example' }],
    });
    expect((await verify(cosigned, known(2))).failures).toEqual([{ code: 'quorum-missing', valid: 1, needed: 2 }]);
    const yesterday = formatSignatureLine(await cosign(text, at - 86_400n, witness.signer));
    expect(await verify(withBundle(answer, { checkpoint: checkpoint + yesterday }), known(1))).toMatchObject({
      failures: [{ code: 'quorum-missing', valid: 0 }],
      warnings: [
        { code: 'cosignature-time', witness: 'one.example', why: 'before-its-entries' },
        { code: 'witness-silent' },
      ],
    });
    const named = { vkeys: [other.vkey], quorum: 1 };
    expect(await verify(withBundle(cosigned, { witnesses: named }))).toMatchObject({ status: 'verified' });
  });

  it('read nothing but the file beside them', async () => {
    const answer = await taken();
    for (const name of ['../../etc/passwd', '/etc/passwd', '..', 'a\\b', ''])
      await expect(verify(withBundle(answer, { file: { ...answer.bundle.file, name } })), name).rejects.toMatchObject({
        code: expect.stringMatching(/^(bundle-unreadable|file-missing)$/),
      });
    await expect(auditBundle(join(tmpdir(), 'no-such-bundle'), { vkey })).rejects.toMatchObject({
      code: 'bundle-unreadable',
    });
  });
});

it('is a command whose exit code tells a fault from a key that came along', async () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; last: string | undefined }>((done) => {
      const main = resolve(import.meta.dirname, '../../../gateway/main.ts');
      const child = spawn(process.execPath, [main, 'audit', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
      });
      child.once('close', (code) => done({ code, last: text.trimEnd().split('\n').at(-1) }));
    });
  const answer = await taken('xlsx');
  const { path, filePath } = saved(answer);
  expect(await run('--bundle', path, '--vkey', vkey)).toMatchObject({
    code: 0,
    last: expect.stringMatching(/^verified:/),
  });
  expect(await run('--bundle', path)).toMatchObject({ code: 3, last: expect.stringMatching(/^holds in itself/) });
  writeFileSync(filePath, 'not the file');
  expect(await run('--bundle', path, '--vkey', vkey)).toMatchObject({
    code: 1,
    last: expect.stringMatching(/^FAILED:/),
  });
  expect(await run('--bundle', '/no/such/bundle')).toMatchObject({ code: 2 });
  expect(await run('--no-such-option')).toMatchObject({ code: 2 });
  expect(await run()).toMatchObject({ code: 2, last: expect.stringContaining('[setting-missing]') });
});

describe('an export of many entries', () => {
  const filters = { types: ['import', 'check.result'] };
  const part = (body: object, user = 'zhaoping') =>
    city.call(user, 'POST', '/v1/audit/exports', { reason: '年度审计', format: 'csv', filters, limit: 3, ...body });

  it('comes in parts under the first one’s entry, each proven by itself, together one file', async () => {
    const parts: AuditExportAnswer[] = [];
    for (let continues: string | undefined; ; continues = parts.at(-1)?.export) {
      parts.push((await part(continues === undefined ? {} : { continues })).body);
      if (parts.at(-1)?.next === null) break;
    }
    expect(parts.map(({ part, of }) => [part, of])).toEqual(parts.map((_, at) => [at + 1, parts[0]?.export]));
    expect(parts.reduce((sum, { bundle }) => sum + bundle.entries.length, 0)).toBe(many);
    for (const one of parts) expect(await verify(one)).toMatchObject({ status: 'verified', failures: [] });
    const whole = await taken('csv');
    const bytes = Buffer.concat(parts.map(({ file }) => Buffer.from(file.base64, 'base64')));
    expect(bytes.toString()).toBe(Buffer.from(whole.file.base64, 'base64').toString());
  });

  it('goes on for who began it, with the same question, while something is left', async () => {
    const first = (await part({})).body as AuditExportAnswer;
    const continues = first.export;
    expect((await part({ continues }, 'sunhao')).body.code).toBe('role-missing');
    for (const other of [{ filters: {} }, { filters: { types: ['import'] } }, { format: 'jsonl' }])
      expect((await part({ continues, ...other })).body).toMatchObject({
        code: 'invalid-body',
        errors: [{ pointer: '/continues', code: 'another-question' }],
      });
    expect((await part({ continues, after: first.next })).body.code).toBe('invalid-body');
    expect((await part({ continues: continues.replace(/.$/, (c) => (c === '0' ? '1' : '0')) })).body.code).toBe(
      'not-found',
    );
    const last = (await part({ limit: 200 })).body as AuditExportAnswer;
    expect((await part({ continues: last.export, limit: 200 })).body.errors).toEqual([
      { pointer: '/continues', code: 'export-complete' },
    ]);
    const asked = (await city.call('zhaoping', 'POST', '/v1/audit/entries', {})).body;
    expect((await part({ continues: asked.query })).body.code).toBe('not-found');
  });

  it('goes on with a number or a case typed again, and keeps neither', async () => {
    const { shown } = TOUR.a;
    const typed = { subject: { kind: 'resident-id', number: shown.number } };
    const first = (await part({ filters: typed, limit: 1 })).body as AuditExportAnswer;
    expect(first.next).not.toBeNull();
    expect((await part({ filters: typed, limit: 1, continues: first.export })).body).toMatchObject({ part: 2 });
    const other = { subject: { kind: 'resident-id', number: TOUR.b.shown.number } };
    expect((await part({ filters: other, continues: first.export })).body.code).toBe('invalid-body');
  });
});
