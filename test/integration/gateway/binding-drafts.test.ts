/** Bindings on their way into force: who writes, who approves, who signs, and what each of them cannot do alone. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binding } from '@duecheck/core/binding';
import { DraftAnswer, DraftsAnswer, newId } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { duecheck } from '../../unit/binding/run-duecheck.ts';
import { type City, ISSUER, openCity } from './city.ts';

const SIXTH: Binding = { ...hiringBinding('http://sixth.localhost:7499'), id: 'qz-rsj-sixth', version: 1 };
const { version: _, ...UNVERSIONED } = SIXTH;

let city: City;
let folder: string;
beforeAll(async () => {
  city = await openCity();
  folder = mkdtempSync(join(tmpdir(), 'duecheck-lists-'));
  await city.gateway.world.db
    .insertInto('role_assignment')
    .values({
      ...{ iss: ISSUER, sub: 'kecheng', organisation: 'qz-kcq', role: 'office' },
      ...{ decision_points: null, valid_from: '2026-01-01', valid_until: null },
    })
    .execute();
});
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

const draftId = () => newId('drf', { now: Date.now(), random: crypto.getRandomValues(new Uint8Array(16)) });
const save = (user: string, binding: object, more: object = {}) =>
  city.call(user, 'POST', '/v1/bindings/drafts', {
    ...{ id: draftId(), revision: 0, organisation: 'qz-rsj', binding, ...more },
  });
const saved = async (binding: object = UNVERSIONED, user = 'sunhao'): Promise<DraftAnswer> => {
  const { status, body } = await save(user, binding);
  expect([status, DraftAnswer.safeParse(body).error?.issues]).toEqual([200, undefined]);
  return body;
};
const step = (user: string, { id, revision }: Pick<DraftAnswer, 'id' | 'revision'>, what: string, more: object = {}) =>
  city.call(user, 'POST', `/v1/bindings/drafts/${id}/step`, { revision, step: what, ...more });
const code = ({ status, body }: { status: number; body: { code?: string; state?: string } }) =>
  status === 200 ? body.state : `${status} ${body.code}`;
const entries = async (type: string) =>
  (await city.gateway.world.db.selectFrom('register_entry').select('id').where('type', '=', type).execute()).length;

describe('a draft', () => {
  it('is kept as it is so far, with what the linter says of it', async () => {
    const one = await saved({ id: 'half', origin: 'http://sixth.localhost:7499' });
    expect(one).toMatchObject({ state: 'draft', revision: 1, mine: true, name: 'half', inForce: null, reason: null });
    expect(one.findings.map(({ code: found, path }) => [found, path])).toContainEqual(['missing-key', '/controls']);
    const { body } = await city.call('sunhao', 'GET', `/v1/bindings/drafts/${one.id}`);
    expect(body).toEqual(one);
  });

  it('sent again after a lost answer is the same one, and never writes over another’s', async () => {
    const id = draftId();
    const first = await save('sunhao', { id: 'a' }, { id });
    expect((await save('sunhao', { id: 'a' }, { id })).body).toEqual(first.body);
    expect(code(await save('sunhao', { id: 'b' }, { id }))).toBe('409 draft-changed');
    expect(code(await save('luyan', { id: 'a' }, { id }))).toBe('409 draft-changed');
    const second = await save('sunhao', { id: 'b' }, { id, revision: 1 });
    expect(second.body).toMatchObject({ revision: 2, name: 'b' });
    expect((await save('sunhao', { id: 'b' }, { id, revision: 1 })).body).toEqual(second.body);
    expect(code(await save('luyan', { id: 'c' }, { id, revision: 1 }))).toBe('409 draft-changed');
  });

  it('is nobody’s but the offices’ above its organ', async () => {
    for (const user of ['limin', 'chenfang', 'zhaoping', 'hetao', 'nobody', 'kecheng'])
      expect([user, code(await save(user, UNVERSIONED))]).toEqual([user, '403 role-missing']);
    const one = await saved();
    expect(code(await city.call('kecheng', 'GET', `/v1/bindings/drafts/${one.id}`))).toBe('404 not-found');
    expect(code(await step('kecheng', one, 'withdraw'))).toBe('404 not-found');
    const { body } = await city.call('kecheng', 'GET', '/v1/bindings/drafts');
    expect(DraftsAnswer.parse(body).drafts).toEqual([]);
    expect(code(await save('kecheng', UNVERSIONED, { organisation: 'qz-kcq' }))).toBe('draft');
    expect(
      code(await save('kecheng', { ...UNVERSIONED, id: 'x' }, { id: one.id, revision: 1, organisation: 'qz-kcq' })),
    ).toBe('404 not-found');
  });

  it('with a fault, or in the name of another organ, is not sent for approval, and says where', async () => {
    const { page: __, ...incomplete } = UNVERSIONED;
    const refused = await step('sunhao', await saved(incomplete), 'submit');
    expect([code(refused), refused.body.errors]).toEqual([
      '422 draft-faulty',
      [{ pointer: '/page', code: 'missing-key' }],
    ]);
    const elsewhere = await step('sunhao', await saved({ ...UNVERSIONED, organisation: 'qz-gaj' }), 'submit');
    expect(elsewhere.body.errors).toContainEqual({ pointer: '/organisation', code: 'wrong-shape' });
    // Beside what is in force: the same container on the same page.
    const beside = { ...hiringBinding('http://hiring.localhost:7410'), id: 'twin', page: '^/' };
    const clash = await step('sunhao', await saved({ ...beside, page: '^/' }), 'submit');
    expect(code(clash)).toBe('422 draft-faulty');
  });
});

describe('approval', () => {
  it('is a second person’s, is an entry, and fixes the version', async () => {
    const before = await entries('binding.approved');
    const sent = await step('sunhao', await saved(), 'submit');
    expect(sent.body).toMatchObject({ state: 'submitted', binding: { version: 1 } });
    expect(code(await step('sunhao', sent.body, 'approve'))).toBe('422 same-person');
    expect(code(await step('sunhao', sent.body, 'return', { reason: '标题有误' }))).toBe('422 same-person');
    const seen = await city.call('luyan', 'GET', `/v1/bindings/drafts/${sent.body.id}`);
    expect(seen.body).toMatchObject({ mine: false, state: 'submitted' });
    expect(code(await step('luyan', sent.body, 'approve'))).toBe('approved');
    expect(await entries('binding.approved')).toBe(before + 1);
    await step('luyan', sent.body, 'withdraw');
  });

  it('of two at once is one', async () => {
    const { body } = await step('sunhao', await saved(), 'submit');
    const both = await Promise.all([step('luyan', body, 'approve'), step('luyan', body, 'approve')]);
    expect(both.map(code).sort()).toEqual(['409 draft-changed', 'approved']);
    await step('luyan', body, 'withdraw');
  });

  it('of what was changed meanwhile is none; whoever changed it cannot give it', async () => {
    const first = await saved();
    const sent = (await step('sunhao', first, 'submit')).body;
    const changed = await save('luyan', { ...UNVERSIONED, id: 'other' }, { id: first.id, revision: 1 });
    expect(changed.body).toMatchObject({ state: 'draft', revision: 2 });
    expect(code(await step('luyan', sent, 'approve'))).toBe('409 draft-changed');
    const again = (await step('sunhao', changed.body, 'submit')).body;
    for (const user of ['sunhao', 'luyan']) expect(code(await step(user, again, 'approve'))).toBe('422 same-person');
  });

  it('lapses with a later change', async () => {
    const sent = (await step('sunhao', await saved(), 'submit')).body;
    await step('luyan', sent, 'approve');
    const changed = await save(
      'sunhao',
      { ...UNVERSIONED, page: '^/other$' },
      { id: sent.id, revision: sent.revision },
    );
    expect(changed.body).toMatchObject({ state: 'draft' });
    expect(await duecheck('list', 'next', join(folder, 'none.json'), ...city.settings)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('[nothing-approved]'),
    });
  });

  it('may be refused with a reason, and sent again', async () => {
    const sent = (await step('sunhao', await saved(), 'submit')).body;
    expect(code(await step('luyan', sent, 'return'))).toBe('400 invalid-body');
    const back = await step('luyan', sent, 'return', { reason: '“不予录用”没有绑定' });
    expect(back.body).toMatchObject({ state: 'returned', reason: '“不予录用”没有绑定' });
    expect(code(await step('sunhao', back.body, 'submit'))).toBe('submitted');
    expect(code(await step('sunhao', back.body, 'withdraw'))).toBe('withdrawn');
    expect(code(await step('sunhao', back.body, 'submit'))).toBe('409 draft-changed');
  });
});

describe('the list', () => {
  const keys = () =>
    city.listKeys.map((key, at) => {
      const file = join(folder, `key-${at}`);
      writeFileSync(file, key, { mode: 0o600 });
      return file;
    }) as [string, string];
  const feedOf = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as { note: string; body: string };

  it('is in force once two keys signed it, and not before; then the draft is over', async () => {
    const sent = (await step('sunhao', await saved(), 'submit')).body;
    await step('luyan', sent, 'approve');
    const [file, [one, two]] = [join(folder, 'next.json'), keys()];
    const next = await duecheck('list', 'next', file, ...city.settings);
    expect([next.code, next.lines]).toEqual([0, [`qz-rsj-sixth 1: new · ${SIXTH.origin} · civil-service-hiring`]]);
    const publish = () => duecheck('list', 'publish', file, ...city.settings);
    expect((await publish()).errors).toContain('[list-unsigned]');
    const signed = await duecheck('list', 'sign', file, '--key', one);
    expect(signed.lines.at(-1)).toMatch(/^signed: bindings \d{4}\.\d+\.\d+\.1, by /);
    // Twice with one key is one signature.
    await duecheck('list', 'sign', file, '--key', one);
    expect((await publish()).errors).toContain('[list-unsigned]');
    expect((await duecheck('list', 'sign', file, '--key', two)).code).toBe(0);
    const before = await entries('binding.published');
    expect(await publish()).toMatchObject({ code: 0, lines: [expect.stringMatching(/^published: bindings /)] });
    expect((await publish()).lines).toEqual([expect.stringMatching(/^in force already: /)]);
    expect(await entries('binding.published')).toBe(before + 1);
    const feed = await city.call('', 'GET', '/v1/feeds/bindings');
    expect(feed.body).toEqual(feedOf(file));
    const bindings = JSON.parse(feed.body.body).bindings as Binding[];
    expect(bindings.find(({ id }) => id === SIXTH.id)).toEqual(SIXTH);
    expect((await city.call('sunhao', 'GET', `/v1/bindings/drafts/${sent.id}`)).body.state).toBe('published');
    // The next draft of it is the next version, and switches it off.
    const off = await saved({ ...UNVERSIONED, disabled: true });
    const next2 = (await step('sunhao', off, 'submit')).body;
    expect([next2.binding.version, next2.inForce.version]).toEqual([2, 1]);
    await step('luyan', next2, 'withdraw');
  });

  it('lets a change go to some browsers first, and to all with the next', async () => {
    const [file, [one, two]] = [join(folder, 'staged.json'), keys()];
    const force = async (...flags: string[]) => {
      const next = await duecheck('list', 'next', file, ...flags, ...city.settings);
      expect(next.errors).toBe('');
      for (const key of [one, two]) await duecheck('list', 'sign', file, '--key', key);
      expect((await duecheck('list', 'publish', file, ...city.settings)).lines[0]).toMatch(/^published: /);
      const bindings = JSON.parse(feedOf(file).body).bindings as Binding[];
      return [
        next.lines,
        bindings.filter(({ id }) => id === SIXTH.id).map(({ version, rollout }) => [version, rollout]),
      ];
    };
    const sent = (await step('sunhao', await saved({ ...UNVERSIONED, page: '^/#/new$' }), 'submit')).body;
    await step('luyan', sent, 'approve');
    const where = `${SIXTH.origin} · civil-service-hiring`;
    expect(await force('--share', '20')).toEqual([
      [`qz-rsj-sixth 2: changed from 1 · ${where} · for 20 of 100 first`],
      [
        [1, undefined],
        [2, { share: 20 }],
      ],
    ]);
    expect((await city.call('sunhao', 'GET', `/v1/bindings/drafts/${sent.id}`)).body.state).toBe('published');
    // Either may be reported, and a further change counts on from the higher one.
    for (const version of [1, 2])
      expect(
        (
          await city.call('limin', 'POST', '/v1/bindings/stale', {
            binding: SIXTH.id,
            version,
            origin: SIXTH.origin,
            parts: ['name'],
          })
        ).status,
      ).toBe(204);
    expect((await saved()).inForce).toMatchObject({ version: 2 });
    expect(await force()).toEqual([[`qz-rsj-sixth 2: changed from 1 · ${where}`], [[2, undefined]]]);
    expect((await duecheck('list', 'next', file, '--share', '0', ...city.settings)).errors).toContain('[share-wrong]');
  });

  it('is signed by nobody where it lets decisions pass, was altered, or the key lies open', async () => {
    const file = join(folder, 'next.json');
    const [one] = keys();
    const good = feedOf(file);
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify({ ...good, body: good.body.replace('civil-service-hiring', 'title-review') }));
    expect((await duecheck('list', 'sign', bad, '--key', one)).errors).toContain('[list-altered]');
    chmodSync(one, 0o644);
    expect((await duecheck('list', 'sign', file, '--key', one)).errors).toContain('[key-file-open]');
    expect((await duecheck('list', 'sign', file, '--key', join(folder, 'no'))).errors).toContain('[key-file-missing]');
    writeFileSync(one, 'nonsense');
    chmodSync(one, 0o600);
    const wrong = await duecheck('list', 'sign', file, '--key', one);
    expect(wrong.errors).toContain('[key-file-wrong]');
    expect(wrong.errors).not.toContain('nonsense');
    expect(feedOf(file)).toEqual(good);
  });
});
