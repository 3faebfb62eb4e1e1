/**
 * The saved pages beside the sample systems are what the systems show, and their bindings find everything in them.
 *
 *   SAVED_PAGES=write vitest run --project e2e test/e2e/systems/saved-pages.test.ts
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePeople } from '../../../demo/people/index.ts';
import type { Running } from '../../../demo/running.ts';
import { SYSTEMS, type SystemId } from '../../../demo/systems.ts';
import { readInThread } from '../../../gateway/saved-page/read-in-thread.ts';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';
import { savePage } from './support/save-page.ts';

const DEMO = fileURLToPath(new URL('../../../demo/', import.meta.url));
/** A saved page says where it was; ports are another each time. */
const originOf = (id: SystemId) => `http://${id}.localhost:8080`;

let browser: Browser;
let folder: string;
const running: Running[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duecheck-saved-'));
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
});
afterAll(async () => {
  await browser.close();
  await Promise.all(running.map((one) => one.close()));
  await rm(folder, { recursive: true });
});

interface Shown {
  readonly path: string;
  readonly show: (page: Page) => Promise<void>;
  /** What is not on the page in this state of it. */
  readonly absent?: readonly string[];
}

/** What each system is saved with: its dialog for one case. */
const SHOWN: Partial<Record<SystemId, Shown>> = {
  titles: {
    path: '/reviews/200102',
    async show(page) {
      await page.getByRole('button', { name: '登 录' }).click();
      await page.getByPlaceholder('请输入姓名或申报编号').fill('ZC-2026-0102');
      await page.getByRole('button', { name: '查 询' }).click();
      await page.getByText('共 1 条').waitFor();
      await page.getByRole('button', { name: '详情' }).click();
      await page.locator('.review-drawer').getByText('ZC-2026-0102').waitFor();
    },
  },
  permits: {
    path: '/xk/3308992026000041/edit.do',
    async show(page) {
      await page.getByRole('button', { name: '登 录' }).click();
      await page.locator('tr', { hasText: 'XK-2026-0041' }).getByRole('link', { name: '受理' }).click();
      await page.getByRole('link', { name: '4. 受理意见' }).click();
      await page.locator('[name=sljg]').selectOption('予以受理');
    },
    // One button, and what it decides is chosen at that moment.
    absent: ['control refuse'],
  },
  household: {
    path: '/hj/index.do',
    async show(page) {
      await page.getByRole('button', { name: '登 录' }).click();
      await page.frameLocator('iframe[name=menuFrame]').getByRole('link', { name: '落户申请受理' }).click();
      const list = page.frameLocator('iframe[name=tab2]');
      await list.locator('[name=number]').fill('LH-2026-010');
      await list.getByRole('button', { name: '查 询' }).click();
      await list.getByText('共 9 条').waitFor();
      await list.locator('tr', { hasText: 'LH-2026-0101' }).getByRole('link').click();
      await page.frameLocator('.layui-layer-iframe iframe').getByText('LH-TALENT').waitFor();
    },
  },
  awards: {
    path: '/award/index.html',
    async show(page) {
      await page.getByRole('button', { name: '登 录' }).click();
      await page.getByPlaceholder('推荐编号').fill('PX-2026-0303');
      await page.getByRole('button', { name: '查 询' }).click();
      await page.getByText('共 1 条').waitFor();
      await page.locator('.layui-table-fixed-r').getByText('查看').click();
      await page.locator('.layui-layer-page').waitFor();
    },
  },
};

describe.each(Object.entries(SHOWN))('%s', (name, { path, show, absent = [] }) => {
  const id = name as SystemId;
  const at = (file: string) => join(DEMO, id, 'saved', file);

  it('is saved as it is', async () => {
    const people = generatePeople({ seed: 'saved', today: '2026-11-24', count: 150 });
    const system = await SYSTEMS[id].start({ port: 0, folder: join(folder, id), people });
    running.push(system);
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`http://${id}.localhost:${system.port}`);
    await show(page);
    const files = await savePage(page, 'dialog', `${originOf(id)}${path}`);
    await page.close();
    for (const [file, fresh] of Object.entries(files)) {
      if (process.env.SAVED_PAGES === 'write') {
        await mkdir(dirname(at(file)), { recursive: true });
        await writeFile(at(file), fresh);
      } else expect(fresh).toBe(await readFile(at(file), 'utf8'));
    }
  });

  it('is read whole by its binding', async () => {
    const bindings = [SYSTEMS[id].binding(originOf(id))];
    const report = await readInThread({ file: at('dialog.html'), url: null, bindings }, { patienceMs: 60_000 });
    expect(report).toMatchObject({ bindings: [{ place: 'its-page', container: 'found', count: 1 }] });
    const parts = report.bindings.flatMap(({ containers }) => containers.flatMap((container) => container.parts));
    expect(parts.filter(({ state }) => state !== 'found').map(({ part }) => part)).toEqual(absent);
    expect(parts.length).toBeGreaterThan(absent.length);
  });
});
