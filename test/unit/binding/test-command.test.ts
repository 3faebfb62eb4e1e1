import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { duecheck } from './run-duecheck.ts';

const HIRING = fileURLToPath(new URL('./pages/hiring.html', import.meta.url));
const DEMO = hiringBinding('http://hiring.localhost:8080');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

// A process each, on a machine that does other things too.
describe('duecheck binding test', { timeout: 60_000 }, () => {
  it('prints what it finds, and ends with 0 where that is everything once', async () => {
    const { code, lines } = await duecheck('binding', 'test', write('one.json', DEMO), '--page', HIRING);
    expect(lines).toEqual([
      `${HIRING}: ${DEMO.id}: its page (http://hiring.localhost:8080/#/inspection, UTF-8)`,
      '  container 1 of 1: div.el-dialog',
      '    found      case key        412  (by label 业务流水号)',
      '    found      case label      BM20260412  (by label 报名序号)',
      '    found      number          330*************10  (by label 证件号码; resident-id)',
      '    found      name            张**  (by label 姓名)',
      '    found      matter          13308001  (by label 职位代码)',
      '    found      control hire    录 用  (by button 录用; favourable, sends)',
      '    found      control reject  驳 回  (by button 驳回; adverse, sends)',
      `${HIRING}: ${DEMO.id}: everything was found once`,
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 where something is not there, or the page is another', async () => {
    const lost = write('lost.json', { ...DEMO, matter: [{ label: '岗位' }], case: { key: [{ css: '.label' }] } });
    const { code, lines } = await duecheck('binding', 'test', lost, '--page', HIRING);
    expect([code, lines.slice(2, 4), lines.at(-1)]).toEqual([
      1,
      [
        '    ambiguous  case key        (by css .label)',
        '    found      number          330*************10  (by label 证件号码; resident-id)',
      ],
      `${HIRING}: ${DEMO.id}: incomplete: 2 parts not found once`,
    ]);
    const elsewhere = await duecheck(
      'binding',
      'test',
      write('one.json', DEMO),
      '--page',
      HIRING,
      '--url',
      'http://a.test/',
    );
    expect([elsewhere.code, elsewhere.lines.at(-1)]).toEqual([
      1,
      `${HIRING}: ${DEMO.id}: incomplete: the page is not known to be its own`,
    ]);
  });

  it('takes of a list the one that is named, also if it is switched off', async () => {
    const bindings = [
      { ...DEMO, id: 'other', page: '^/#/other$' },
      { ...DEMO, disabled: true },
    ];
    const list = write('list.json', { format: 'duecheck/bindings/1', version: '1', bindings });
    const named = await duecheck('binding', 'test', list, '--page', HIRING, '--binding', DEMO.id, '--json');
    expect(named.code).toBe(0);
    expect(JSON.parse(named.lines.join('\n'))).toMatchObject([
      { page: HIRING, charset: 'UTF-8', bindings: [{ binding: DEMO.id, place: 'its-page', complete: true }] },
    ]);
    const unnamed = await duecheck('binding', 'test', list, '--page', HIRING);
    expect(unnamed.code).toBe(1);
  });

  it.each([
    ['file-missing', 'none.json', null, []],
    ['binding-faulty', 'broken.json', { ...DEMO, page: '^/(' }, []],
    ['binding-unknown', 'empty.json', [], []],
    ['binding-unknown', 'one.json', DEMO, ['--binding', 'other']],
    ['page-missing', 'one.json', DEMO, ['--page', 'none.html']],
  ])('ends with 2 and the code %s', async (code, name, content, more) => {
    const file = content === null ? join(folder, name) : write(name, content);
    const ran = await duecheck('binding', 'test', file, '--page', HIRING, ...more);
    expect([ran.code, ran.errors.match(/\[([a-z-]+)\]\n$/)?.[1]]).toEqual([2, code]);
    expect(ran.errors).not.toMatch(/\n {4}at /);
  });

  it('asks for an address that is one', async () => {
    const { code, errors } = await duecheck('binding', 'test', 'x.json', '--page', 'x', '--url', 'file:///etc/passwd');
    expect([code, errors]).toEqual([1, expect.stringContaining('It is no http address.')]);
  });
});
