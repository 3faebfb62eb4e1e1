/** What a binding finds in pages that somebody saved, by the content script's own reader. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Binding } from '../../../core/binding/index.ts';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { lookAtPage } from '../../../gateway/saved-page/dom/look-at-page.ts';
import { openPage } from '../../../gateway/saved-page/dom/open-page.ts';
import { readInThread } from '../../../gateway/saved-page/read-in-thread.ts';

const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));
const FORMS = fileURLToPath(new URL('../../e2e/extension/pages/forms.html', import.meta.url));
const ADDRESS = 'http://hiring.localhost:8080/#/inspection';
const DEMO = hiringBinding('http://hiring.localhost:8080');
const { matter: _, ...NO_MATTER } = DEMO;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const look = (file: string, binding: Binding = DEMO, url: string | null = null) =>
  lookAtPage({ file, url, bindings: [binding] });
/** State and words of each part in the only container. */
function parts(file: string, binding?: Binding, url?: string) {
  const [report] = look(file, binding, url).bindings;
  return Object.fromEntries((report?.containers[0]?.parts ?? []).map(({ part, state, text }) => [part, [state, text]]));
}
/** The same sections that the locators are tested on in a browser. */
const inForms = (css: string, more: Partial<Binding> = {}) =>
  parts(FORMS, { ...NO_MATTER, container: { css }, case: { key: [{ label: '业务流水号' }] }, ...more }, ADDRESS);

const PERSON = {
  'case key': ['found', '412'],
  number: ['found', '330*************10'],
  name: ['found', '张**'],
};

describe('a step whose own page names nobody', () => {
  const binding: Binding = {
    ...NO_MATTER,
    page: '^/decide\\?id=[0-9]+$',
    container: { css: '.decision' },
    case: { key: { url: '^/decide\\?id=([0-9]+)$' } },
    controls: [{ ...(DEMO.controls[0] as Binding['controls'][0]), locate: [{ button: '录用' }] }],
    record: { page: '^/person\\?id=[0-9]+$', container: { css: '.record' }, key: { url: '^/person\\?id=([0-9]+)$' } },
  };
  const at = (path: string) => `http://hiring.localhost:8080${path}`;

  it('lacks no person there', () => {
    const file = write(
      'decide.html',
      '<meta charset="utf-8"><div class="decision">考察结论 <button>录用</button></div>',
    );
    const [report] = look(file, binding, at('/decide?id=412')).bindings;
    expect(report).toMatchObject({ place: 'its-page', container: 'found', complete: true });
    expect(parts(file, binding, at('/decide?id=412'))).toEqual({
      'case key': ['found', '412'],
      'control hire': ['found', '录用'],
    });
  });

  it('has a record page that says who it is', () => {
    const file = write(
      'person.html',
      '<meta charset="utf-8"><div class="record"><label>姓名<input value="张清和"></label><label>证件号码<input value="330899189001010010"></label></div>',
    );
    expect(parts(file, binding, at('/person?id=412'))).toEqual({
      'record key': ['found', '412'],
      number: PERSON.number,
      name: PERSON.name,
    });
    expect(look(file, binding, at('/person?id=412')).bindings[0]?.complete).toBe(true);
  });
});

describe('a saved page', () => {
  it.each([
    ['hiring.html', 'UTF-8'],
    ['hiring-gbk.html', 'GBK'],
  ])('%s, in %s, is read as the clerk saw it', (name, charset) => {
    const report = look(join(PAGES, name));
    expect(report).toMatchObject({
      charset,
      garbled: false,
      bindings: [{ address: ADDRESS, place: 'its-page', container: 'found', count: 1, complete: true }],
    });
    expect(parts(join(PAGES, name))).toEqual({
      ...PERSON,
      'case label': ['found', 'BM20260412'],
      matter: ['found', '13308001'],
      'control hire': ['found', '录 用'],
      'control reject': ['found', '驳 回'],
    });
  });

  it('never shows a whole number or name, wherever they stand', () => {
    const binding = {
      ...DEMO,
      case: { key: [{ label: '证件号码' }], label: [{ label: '姓名' }] },
      subject: { ...DEMO.subject, number: [{ label: '报名序号' }] },
    };
    for (const one of [DEMO, binding])
      expect(JSON.stringify(look(join(PAGES, 'hiring.html'), one))).not.toMatch(/330899189\d|0010010/);
  });

  it('shows hidden steps where the style sheet beside it is gone', () => {
    const lonely = join(folder, 'lonely.html');
    cpSync(join(PAGES, 'hiring.html'), lonely);
    expect(look(lonely).bindings[0]).toMatchObject({ count: 2, complete: false });
  });

  it('is told apart from other pages, other origins, and pages that nobody knows', () => {
    const file = join(PAGES, 'hiring.html');
    const place = (url: string | null, more: Partial<Binding> = {}, from = file) =>
      look(from, { ...DEMO, ...more }, url).bindings.map((one) => [one.place, one.complete]);
    expect(place('http://hiring.localhost:8080/#/else')).toEqual([['other-page', false]]);
    expect(place('http://other.localhost/#/inspection')).toEqual([['other-origin', false]]);
    const unsaid = write('unsaid.html', readFileSync(file, 'utf8').replace(/<!-- saved from url=\(0043\).*-->/, ''));
    expect(place(null, {}, unsaid)).toEqual([['unknown', false]]);
    expect(place(ADDRESS, { container: { css: '.none' } })).toEqual([['its-page', false]]);
  });

  it('is looked at through those of several bindings whose page it is', () => {
    const bindings = [{ ...DEMO, id: 'other', page: '^/#/other$' }, DEMO];
    const file = join(PAGES, 'hiring.html');
    expect(lookAtPage({ file, url: null, bindings }).bindings.map(({ binding }) => binding)).toEqual([DEMO.id]);
    expect(lookAtPage({ file, url: 'http://else.localhost/', bindings }).bindings).toEqual([]);
    const unsaid = write('unsaid.html', '<p>');
    expect(() => lookAtPage({ file: unsaid, url: null, bindings })).toThrow(
      expect.objectContaining({ code: 'page-address-unknown' }),
    );
  });

  it('has frames that were saved with it, and is read across them', () => {
    const css = '#remarks >>> .who';
    const found = parts(join(PAGES, 'hiring.html'), {
      ...NO_MATTER,
      container: { css },
      case: { key: { url: '^/#/(inspection)$' } },
      controls: [{ id: 'agree', locate: [{ button: '同意' }], effect: 'favourable', acts: 'sends' }],
    });
    expect(found).toEqual({
      // The page's address, not the frame's.
      'case key': ['found', 'inspection'],
      number: ['found', '330*************38'],
      name: ['found', '周**'],
      'control agree': ['found', '同意'],
    });
  });
});

describe('the same forms as in a browser', () => {
  it.each(['#element', '#descriptions', '#plain', '#nested', '#wizard'])('are read by labels in %s', (css) =>
    expect(inForms(css)).toMatchObject(PERSON),
  );

  it('are read by columns', () =>
    expect(
      inForms('#tables .row', {
        subject: { kind: 'detect', number: [{ column: '证件号码' }], name: [{ column: '姓名' }], visible: 'required' },
        case: { key: [{ column: '业务流水号' }] },
      }),
    ).toMatchObject(PERSON));

  it('are not read by the columns of another table', () => {
    const file = write(
      'two-tables.html',
      `<meta charset="utf-8"><main><table><thead><tr><th>姓名</th><th>单位</th></tr></thead>
       <tbody><tr class="row"><td>周知远</td><td>330899199001010029</td></tr></tbody></table>
       <table><tr><th>姓名</th><th>证件号码</th></tr><tr><td>张清和</td><td>330899189001010010</td></tr></table></main>`,
    );
    const subject = {
      kind: 'detect',
      number: [{ column: '证件号码' }],
      name: [{ column: '姓名' }],
      visible: 'required',
    };
    const binding = { ...NO_MATTER, container: { css: '.row' }, subject };
    expect(parts(file, binding as never, ADDRESS)).toMatchObject({
      number: ['missing', undefined],
      name: ['found', '周**'],
    });
  });

  it('say a case that stands in a hidden field', () => {
    const file = write('hidden.html', '<form><input type="hidden" name="id" value="412"></form>');
    const binding = { ...NO_MATTER, container: { css: 'form' }, case: { key: [{ css: 'input[name=id]' }] } };
    expect(parts(file, binding, ADDRESS)['case key']).toEqual(['found', '412']);
  });

  it('say what is missing, ambiguous, masked or wrong', () => {
    expect(inForms('#twice').number).toEqual(['ambiguous', undefined]);
    expect(inForms('#masked').number?.[0]).toBe('masked');
    expect(inForms('#wrong').number?.[0]).toBe('invalid');
    expect(inForms('#nocase')['case key']).toEqual(['missing', undefined]);
    expect(inForms('#nobody').number).toEqual(['missing', undefined]);
    // Not the next line, which has a label of its own.
    expect(inForms('#nobody').name).toEqual(['missing', undefined]);
    expect(inForms('#element', { subject: { ...DEMO.subject, name: [{ css: 'x[' }] } }).name).toEqual([
      'css-broken',
      undefined,
    ]);
    expect(
      inForms('#element', { subject: { ...DEMO.subject, name: [{ label: '姓名' }, { css: ':::' }] } }).name?.[0],
    ).toBe('css-broken');
  });

  it('show each control with its words, and what is hidden is none', () => {
    const control = (button: string): Partial<Binding> => ({
      controls: [{ id: 'it', locate: [{ button }], effect: 'favourable', acts: 'sends' }],
    });
    for (const words of ['确定', '通过', '提交', '驳回', '批准', '录用'])
      expect(inForms('#buttons', control(words))['control it']?.[0]).toBe('found');
    expect(inForms('#buttons', control('同意'))['control it']).toEqual(['missing', undefined]);
  });
});

describe('a hostile page', { timeout: 60_000 }, () => {
  it('runs nothing and loads nothing', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const file = write(
      'calls.html',
      `<html><head><meta charset="utf-8"><base href="${at}/"><link rel="stylesheet" href="${at}/css"><link rel="preload" as="script" href="${at}/pre">
<style>@import url(${at}/import); body { background: url(${at}/background) }</style><meta http-equiv="refresh" content="0;url=${at}/refresh">
<script>fetch('${at}/fetch'); document.title = 'ran'</script><script src="${at}/script"></script><script type="module" src="${at}/module"></script></head>
<body onload="document.title = 'ran'"><img src="${at}/img" onerror="document.title = 'ran'"><iframe src="${at}/frame"></iframe><iframe srcdoc="<script src='${at}/inner'></script><img src='${at}/img2'>"></iframe>
<object data="${at}/object"></object><embed src="${at}/embed"><video src="${at}/video" poster="${at}/poster"></video><svg><image href="${at}/svg" /><script>document.title = 'ran'</script></svg></body></html>`,
    );
    const { document } = openPage(file, `${at}/`);
    await new Promise((done) => setTimeout(done, 200));
    expect([asked, document.title]).toEqual([[], '']);
    server.close();
  });

  it('reads nothing outside of the folder that was saved with it', () => {
    mkdirSync(join(folder, 'own_files'));
    const hides = '.el-overlay { display: none }';
    write('outside.css', hides);
    writeFileSync(join(folder, 'own_files', 'own.css'), hides);
    symlinkSync(join(folder, 'outside.css'), join(folder, 'own_files', 'link.css'));
    const page = readFileSync(join(PAGES, 'hiring.html'), 'utf8');
    const count = (href: string) =>
      look(write('own.html', page.replace('./hiring_files/app.css', href))).bindings[0]?.count;
    expect(count('./own_files/own.css')).toBe(0);
    for (const href of [
      'outside.css',
      './own_files/../outside.css',
      './own_files/%2e%2e/outside.css',
      './own_files/link.css',
      join(folder, 'outside.css'),
      `file://${join(folder, 'outside.css')}`,
      './own_files/',
      './own_files/\0',
      './own_files/none.css',
      '%',
    ])
      expect([href, count(href)]).toEqual([href, 2]);
  });

  it.each([
    ['nothing at all', ''],
    ['no body', '<html><frameset><frame src="x"></frameset></html>'],
    ['text alone', '考察录用审核'],
    ['a thousand levels', '<div class="el-dialog">'.repeat(1000)],
    ['bytes of anything', Uint8Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)],
    ['tags that are none', '<<<div <!-- <![CDATA[ </p></p <table><tr><div class="el-dialog">'],
  ])('of %s is a page in which nothing is found', (_, content) => {
    const { bindings } = look(write('odd.html', content), DEMO, ADDRESS);
    expect(bindings.map(({ complete }) => complete)).toEqual([false]);
  });

  it('in another charset than it says is called garbled', () => {
    const gbk = readFileSync(join(PAGES, 'hiring-gbk.html'))
      .toString('latin1')
      .replace('charset=gb2312', 'charset=utf-8');
    expect(look(write('wrong.html', Buffer.from(gbk, 'latin1')))).toMatchObject({ charset: 'UTF-8', garbled: true });
  });

  it('that is nested for ever is given up, and so is a pattern that never ends', async () => {
    const deep = write('deep.html', '<div class="el-dialog">'.repeat(100_000));
    const patience = { patienceMs: 1000 };
    await expect(readInThread({ file: deep, url: ADDRESS, bindings: [DEMO] }, patience)).rejects.toMatchObject({
      code: 'page-too-slow',
    });
    const url = `http://hiring.localhost:8080/${'a'.repeat(60)}!`;
    const endless = { ...DEMO, page: '^/(a+)+$' };
    await expect(
      readInThread({ file: join(PAGES, 'hiring.html'), url, bindings: [endless] }, patience),
    ).rejects.toMatchObject({ code: 'page-too-slow' });
  });

  it.each([
    ['page-missing', 'none.html', null],
    ['page-unreadable', '.', null],
    [
      'page-is-archive',
      'one.mhtml',
      'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n',
    ],
    ['page-too-big', 'big.html', Buffer.alloc(33 * 1024 * 1024)],
  ])('is refused with the code %s', (code, name, content) => {
    const file = content === null ? join(folder, name) : write(name, content);
    expect(() => look(file)).toThrow(expect.objectContaining({ name: 'DuecheckError', code }));
  });
});
