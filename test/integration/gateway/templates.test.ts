/** The office's templates: who may change them, what is refused, which one a paper is made from, and that none is lost. */
import { randomUUID } from 'node:crypto';
import { ROUTES } from '@duecheck/core/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedTemplate } from '../../../gateway/papers/shipped.ts';
import { type Acts, actsIn } from './acts.ts';
import { type City, openCity } from './city.ts';
import { linesOf } from './paper-lines.ts';

let city: City;
let acts: Acts;
beforeAll(async () => {
  city = await openCity();
  acts = actsIn(city);
});
afterAll(() => city.close());

const NOTICE = shippedTemplate('notice', 'zh-CN');
const titled = (title: string) => NOTICE.replace('# 告知书', `# ${title}`);

const read = async (organisation: string, user = 'sunhao', language = 'zh-CN') =>
  city.call(user, 'GET', `/v1/templates/notice?organisation=${organisation}&language=${language}`);
const save = async (organisation: string, text: string | null, more: Options = {}) => {
  const { user = 'sunhao', key, kind = 'notice' } = more;
  const after = more.after ?? (await read(organisation)).body.versions[0]?.version ?? 0;
  return city.post(user, `/v1/templates/${kind}`, { organisation, language: 'zh-CN', text, after }, key);
};
interface Options {
  readonly user?: string;
  readonly key?: string;
  readonly kind?: string;
  readonly after?: number;
}

let cases = 0;
const printed = async () => {
  const { id } = await acts.propose(`t-${++cases}`);
  return (await acts.step(id, 'notice-paper', { language: 'zh-CN' })).body;
};

describe('a paper', () => {
  it('is made from the organisation’s own template, else the nearest superior’s, else the shipped one', async () => {
    expect((await printed()).template).toEqual({ organisation: null, version: 0 });
    await save('qz', titled('全市告知书'));
    const city1 = await printed();
    expect([linesOf(city1)[0], city1.template]).toEqual(['全市告知书', { organisation: 'qz', version: 1 }]);
    await save('qz-rsj', titled('人社告知书'));
    const own = await printed();
    expect([linesOf(own)[0], own.template]).toEqual(['人社告知书', { organisation: 'qz-rsj', version: 1 }]);
    await save('qz-rsj', null);
    expect((await printed()).template).toEqual({ organisation: 'qz', version: 1 });
    await save('qz', null);
    expect((await printed()).template).toEqual({ organisation: null, version: 0 });
  });

  it('is made from the next one up where a stored template no longer says what it must', async () => {
    await city.gateway.world.db
      .insertInto('paper_template')
      .values({
        organisation: 'qz-rsj',
        kind: 'notice',
        language: 'zh-CN',
        version: 90,
        body: '# 旧告知书\n\n{{ person.name }} {{ gone }}',
        entry: 'ent_old',
        changed_at: new Date(),
      })
      .execute();
    const paper = await printed();
    expect([linesOf(paper)[0], paper.template.organisation]).toEqual(['告知书', null]);
    await city.gateway.world.db.deleteFrom('paper_template').where('version', '=', 90).execute();
  });
});

describe('a version', () => {
  it('is kept beside the earlier ones, each with the entry that made it', async () => {
    const first = await save('qz-xzfw', titled('甲'));
    expect(ROUTES.saveTemplate.answer.parse(first.body)).toEqual(first.body);
    await save('qz-xzfw', titled('乙'));
    await save('qz-xzfw', null);
    const { body } = await read('qz-xzfw');
    expect(ROUTES.template.answer.parse(body)).toEqual(body);
    expect(body.versions.map(({ version, text }: { version: number; text: string | null }) => [version, text])).toEqual(
      [
        [3, null],
        [2, titled('乙')],
        [1, titled('甲')],
      ],
    );
    expect(body.inForce).toMatchObject({ organisation: null, text: NOTICE });
    const entries = await city.gateway.world.db
      .selectFrom('register_entry')
      .select(['type', 'organisation', 'actor_sub', 'role', 'subject_key'])
      .where(
        'id',
        'in',
        body.versions.map(({ entry }: { entry: string }) => entry),
      )
      .execute();
    expect(entries).toEqual(
      Array.from({ length: 3 }, () => ({
        type: 'template.changed',
        organisation: 'qz-xzfw',
        actor_sub: 'sunhao',
        role: 'office',
        subject_key: null,
      })),
    );
  });

  it('is saved once under one key, and never over one that its editor has not read', async () => {
    const key = randomUUID();
    const after = 0;
    const first = await save('qz-gaj', titled('公安'), { key, after });
    const before = await city.entries();
    const again = await save('qz-gaj', titled('公安'), { key, after });
    expect(again.body).toEqual(first.body);
    const stale = await save('qz-gaj', titled('另一'), { after });
    expect([stale.status, stale.body.code]).toEqual([409, 'state-conflict']);
    const both = await Promise.all([
      save('qz-gaj', titled('丙'), { after: 1 }),
      save('qz-gaj', titled('丁'), { after: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await city.entries()).toBe(before + 1);
  });
});

describe('a template', () => {
  it('that leaves out a required part is refused, with a code for each', async () => {
    const before = await city.entries();
    const without = NOTICE.replace('- {{ remedy.review }}\n', '').replace('> {{ reason }}', '');
    const { status, body } = await save('qz', without);
    expect([status, body.code]).toEqual([422, 'template-incomplete']);
    expect(body.errors).toEqual([
      { pointer: '/text', code: 'missing-reason' },
      { pointer: '/text', code: 'missing-remedy' },
    ]);
    expect(await city.entries()).toBe(before);
  });

  it('with a fault is refused, with its line and column', async () => {
    const faulty = titled('甲').replace('{{ reason }}', '{{ reasons }}');
    const { status, body } = await save('qz', faulty);
    expect([status, body.code]).toEqual([422, 'template-invalid']);
    const line = faulty.split('\n').findIndex((text) => text.includes('reasons')) + 1;
    expect(body.errors).toEqual([{ pointer: '/text', code: 'unknown-place', line, column: 6 }]);
  });

  it('is previewed with a made-up person, by whoever may edit, and nothing is written', async () => {
    const before = await city.entries();
    const preview = (user: string, text: string) =>
      city.call(user, 'POST', '/v1/templates/notice/preview', { language: 'zh-CN', text });
    const { status, body } = await preview('sunhao', titled('预览'));
    expect(status).toBe(200);
    expect(ROUTES.previewTemplate.answer.parse(body)).toEqual(body);
    expect(linesOf(body)[0]).toBe('预览');
    expect((await preview('sunhao', '# 只有标题')).body.code).toBe('template-incomplete');
    expect((await preview('limin', titled('预览'))).body.code).toBe('role-missing');
    expect(await city.entries()).toBe(before);
  });
});

describe('who may', () => {
  it('is the office at that organisation or above, and no clerk, auditor or operator', async () => {
    for (const user of ['limin', 'wangjun', 'zhaoping', 'hetao', 'nobody']) {
      expect([user, (await save('qz-rsj', NOTICE, { user, after: 0 })).body.code]).toEqual([user, 'role-missing']);
      expect([user, (await read('qz-rsj', user)).body.code]).toEqual([user, 'role-missing']);
    }
    expect((await save('no-such-office', NOTICE, { after: 0 })).body.code).toBe('role-missing');
  });

  it('finds two kinds of paper in two languages, and no other', async () => {
    expect((await save('qz', NOTICE, { kind: 'verdict', after: 0 })).body.code).toBe('not-found');
    expect((await read('qz', 'sunhao', 'fr')).body.code).toBe('invalid-query');
    expect((await city.call('sunhao', 'GET', '/v1/templates/notice?organisation=qz')).body.code).toBe('invalid-query');
  });
});
