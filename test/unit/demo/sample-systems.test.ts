/** What the sample systems do by themselves: they mask, decide once, and know nothing of us. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../../demo/host/html.ts';
import { localFetch } from '../../../demo/net.ts';
import { generatePeople } from '../../../demo/people/index.ts';
import { SYSTEM_IDS, SYSTEMS } from '../../../demo/systems.ts';

const people = generatePeople({ seed: 'first-light', today: '2026-11-23', count: 200 });

/** A system with somebody signed in. */
function visit(id: 'titles' | 'permits', account: string, login: string) {
  let folder: string;
  let url: string;
  let close: () => Promise<void>;
  let cookie = '';
  const call = async (method: string, path: string, form?: Record<string, string>) => {
    const json = id === 'titles';
    const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
    const response = await localFetch(url + path, {
      method,
      headers: { cookie, ...(form && { 'content-type': type }) },
      ...(form && { body: json ? JSON.stringify(form) : new URLSearchParams(form).toString() }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `duecheck-${id}-`));
    ({ url, close } = await SYSTEMS[id].start({ port: 0, folder, people }));
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true });
  });
  return {
    call,
    async signIn() {
      cookie = ((await call('POST', login, { username: account })).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },
  };
}

describe('the title-review system', () => {
  const { call, signIn } = visit('titles', 'limin', '/api/login');
  const [first] = people.titleApplicants;
  const data = ({ text }: { text: string }) => (JSON.parse(text) as { data: never }).data;

  it('asks for a session, and serves its page at every address of its router', async () => {
    expect((await call('GET', '/api/reviews')).status).toBe(401);
    expect((await call('PUT', `/api/reviews/${first?.id}/pass`)).status).toBe(401);
    for (const path of ['/', '/reviews', '/reviews/200101'])
      expect((await call('GET', path)).text).toContain('职称评审管理系统');
  });

  it('hides the middle of a number in the list and shows it whole in the detail', async () => {
    await signIn();
    const { list } = data(await call('GET', '/api/reviews?pageSize=5')) as { list: { idNumber: string }[] };
    expect(list.map(({ idNumber }) => idNumber)).toEqual(Array(5).fill(expect.stringMatching(/^3308\*{10}\w{4}$/)));
    expect(data(await call('GET', `/api/reviews/${first?.id}`))).toMatchObject({ idNumber: first?.idNumber });
  });

  it('decides once', async () => {
    await signIn();
    const decided = await call('PUT', `/api/reviews/${first?.id}/pass`, { opinion: '符合条件' });
    expect(data(decided)).toMatchObject({ status: '通过', opinion: '符合条件', handledBy: '李敏' });
    expect((await call('PUT', `/api/reviews/${first?.id}/fail`, {})).status).toBe(409);
  });
});

describe('the permit system', () => {
  const { call, signIn } = visit('permits', 'linna', '/xk/login.do');
  const [first, second] = people.permitApplications;

  it('leads whoever is not signed in to its login page', async () => {
    const { status, headers } = await call('POST', `/xk/${first?.id}/accept.do`, {});
    expect([status, headers.get('location')]).toEqual([303, '/xk/login.do']);
  });

  it('hides the middle of a number in the list, and has all steps of its form in one page', async () => {
    await signIn();
    const list = (await call('GET', '/xk/list.do')).text;
    expect(list).toContain(first?.name);
    expect(list).not.toContain(first?.number);
    const form = (await call('GET', `/xk/${first?.id}/edit.do`)).text;
    for (const said of [first?.name, first?.number, '统一社会信用代码', '受理结果']) expect(form).toContain(said);
  });

  it('saves without deciding, then decides once', async () => {
    await signIn();
    await call('POST', `/xk/${second?.id}/save.do`, { slyj: '待核' });
    expect((await call('GET', `/xk/${second?.id}/edit.do`)).text).toContain('type="submit"');
    const decided = await call('POST', `/xk/${second?.id}/refuse.do`, { slyj: '不属于本机关职权' });
    expect([decided.status, decided.headers.get('location')]).toEqual([303, `/xk/list.do?done=${second?.id}`]);
    expect((await call('POST', `/xk/${second?.id}/accept.do`, {})).status).toBe(409);
  });

  it('shows what people wrote as text', () =>
    expect(html`<i title="${'"'}">${'<b>&'}${[html`<br>`]}</i>`.markup).toBe(
      '<i title="&quot;">&lt;b&gt;&amp;<br></i>',
    ));
});

it.each(SYSTEM_IDS)('%s knows nothing of us', async (id) => {
  const folder = fileURLToPath(new URL(`../../../demo/${id}`, import.meta.url));
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && entry.name !== 'binding.ts' && !/dist|saved/.test(entry.parentPath),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files)
    expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toMatch(
      /duecheck|credit.?check|应查必查|receipt/i,
    );
});
