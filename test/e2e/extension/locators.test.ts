/** Locators in a real browser, over pages written the ways that such pages are written (issue 4's list). */
import { readFile } from 'node:fs/promises';
import type { Binding, Locator } from '@duecheck/core/binding';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserArgs, findBrowser } from '../../../scripts/lib/browser.mjs';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const entry = new URL('./support/bindings-in-page.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bindings', fileName: 'bindings' } },
  });
  const [{ output }] = built as unknown as [{ output: [{ code: string }] }];
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArgs() });
  page = await browser.newPage();
  await page.setContent(await readFile(new URL('./pages/forms.html', import.meta.url), 'utf8'));
  await page.waitForTimeout(200);
  await page.addScriptTag({ content: output[0].code });
});
afterAll(() => browser.close());

const BINDING = {
  subject: { kind: 'detect', number: [{ label: '证件号码' }], name: [{ label: '姓名' }], visible: 'required' },
  case: { key: [{ label: '业务流水号' }] },
} as unknown as Binding;

type InPage = {
  bindings: { readPage(binding: Binding, box: Element): unknown; buttons(box: Element, locators: Locator[]): string[] };
};
const readIn = (css: string, binding: Binding = BINDING) =>
  page.evaluate(
    ([where, what]) =>
      (globalThis as unknown as InPage).bindings.readPage(
        what as Binding,
        document.querySelector(where as string) as Element,
      ),
    [css, binding] as const,
  );

const PERSON = {
  ok: true,
  read: {
    case: { key: '412', label: '412', part: '1' },
    subject: { kind: 'resident-id', number: '330899189001010010', name: '张清和' },
    matter: null,
  },
};
const BY_COLUMN = {
  subject: { kind: 'detect', number: [{ column: '证件号码' }], name: [{ column: '姓名' }], visible: 'required' },
  case: { key: [{ column: '业务流水号' }] },
} as unknown as Binding;
const fault = (why: string, more = {}) => ({ ok: false, fault: { why, ...more } });

describe('a person is read', () => {
  it.each(['#element', '#descriptions', '#plain', '#nested', '#wizard'])('by labels in %s', async (css) => {
    expect(await readIn(css)).toEqual(PERSON);
  });

  it('by columns, in the row that is the container, whose head is another table', async () => {
    expect(await readIn('#tables .row', BY_COLUMN)).toEqual(PERSON);
  });

  it.each(['#fixed-element', '#fixed-easyui'])('by columns, some of which are fixed, in %s', async (css) => {
    expect(await readIn(`${css} .row`, BY_COLUMN)).toEqual(PERSON);
  });

  it('by columns, and never in the row of some other table', async () => {
    expect(await readIn('#strangers .row', BY_COLUMN)).toEqual(fault('no-subject'));
  });

  it('across open shadow roots and same-origin frames', async () => {
    const binding = {
      ...BINDING,
      subject: {
        kind: 'resident-id',
        number: [{ css: 'iframe >>> #number' }],
        name: [{ css: 'x-person >>> #name' }],
        visible: 'required',
      },
    } as unknown as Binding;
    expect(await readIn('#deep', binding)).toEqual(PERSON);
  });

  it('by the second way where the first finds nothing', async () => {
    const number = [{ label: '身份证号' }, { label: '证件号码' }];
    expect(await readIn('#plain', { ...BINDING, subject: { ...BINDING.subject, number } } as Binding)).toEqual(PERSON);
  });
});

describe('nobody is read', () => {
  it('where two visible fields bear the words: loudly', async () => {
    expect(await readIn('#twice')).toEqual(fault('ambiguous'));
  });
  it('where hidden fields count too, and there are two', async () => {
    const binding = { ...BINDING, subject: { ...BINDING.subject, visible: 'any' } } as Binding;
    expect(await readIn('#wizard', binding)).toEqual(fault('ambiguous'));
  });
  it('where the number is masked: it starts no look-up by itself', async () => {
    expect(await readIn('#masked')).toEqual(fault('masked'));
  });
  it('where the number cannot be right', async () => {
    expect(await readIn('#wrong')).toEqual(fault('invalid', { problem: 'checksum' }));
  });
  it('where there is no case', async () => {
    expect(await readIn('#nocase')).toEqual(fault('no-case'));
  });
  it('where there is no name or number', async () => {
    expect(await readIn('#nobody')).toEqual(fault('no-subject'));
  });
});

describe('a deciding control is found by its words', () => {
  it.each([
    ['确定', 'button'],
    ['通过', 'a'],
    ['提交', 'input'],
    ['驳回', 'span'],
    ['批准', 'div'],
    ['录用', 'button'],
    ['关闭', ''],
  ])('%s is a %s', async (words, expected) => {
    const found = await page.evaluate(
      (button) =>
        (globalThis as unknown as InPage).bindings.buttons(document.querySelector('#buttons') as Element, [{ button }]),
      words,
    );
    expect(found.join()).toBe(expected);
  });
});
