import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiringBinding } from '../../../demo/hiring/binding.ts';
import { ourCatalogue } from '../catalogue/our-catalogue.ts';
import { duecheck } from './run-duecheck.ts';

const DEMO = hiringBinding('http://hiring.localhost:8080');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecheck-lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

// A process each, on a machine that does other things too.
describe('duecheck binding lint', { timeout: 60_000 }, () => {
  it('ends with 0 where nothing is wrong, whether it is one binding, an array or a list', async () => {
    const list = { format: 'duecheck/bindings/1', version: '1', bindings: [DEMO] };
    const files = [
      write('one.json', DEMO),
      write('array.json', [DEMO]),
      write('list.json', `\uFEFF${JSON.stringify(list)}`),
    ];
    const { code, lines } = await duecheck('binding', 'lint', ...files);
    expect([code, lines]).toEqual([0, [`0 errors, 0 warnings; by catalogue ${ourCatalogue().version}`]]);
  });

  it('says one line a finding with the file, and ends with 1', async () => {
    const file = write('broken.json', [
      { ...DEMO, page: '/#/x', decisionPoint: 'none' },
      { ...DEMO, remark: 1 },
    ]);
    const { code, lines } = await duecheck('binding', 'lint', file);
    expect(code).toBe(1);
    expect(lines).toEqual([
      `${file}: ${DEMO.id}: error page-not-anchored: the pattern must begin with ^/ in each of its alternatives (at /page)`,
      `${file}: ${DEMO.id}: error decision-point-unknown: the catalogue has no decision point “none” (at /decisionPoint)`,
      `${file}: ${DEMO.id}: error unknown-key: the binding has a key that bindings do not have: “remark”`,
      `3 errors, 0 warnings; by catalogue ${ourCatalogue().version}`,
    ]);
  });

  it('lets warnings pass, except where it is strict', async () => {
    const file = write('warned.json', { ...DEMO, origin: 'http://hiring.example' });
    expect((await duecheck('binding', 'lint', file)).code).toBe(0);
    expect((await duecheck('binding', 'lint', '--strict', file)).code).toBe(1);
  });

  it('ends with 2 where a file is no JSON, with line and column, or is not there', async () => {
    const [faulty, missing] = [write('faulty.json', '{"a":1,\n "b": }'), join(folder, 'missing.json')];
    const { code, lines } = await duecheck('binding', 'lint', faulty, missing);
    expect([code, lines.slice(0, 2)]).toEqual([
      2,
      [`${faulty}:2:7: this is no JSON [not-json]`, `${missing}: there is no such file [file-missing]`],
    ]);
  });

  it('asks the catalogue that is named, as it is or in its feed', async () => {
    const lists = ourCatalogue();
    const own = { ...lists, version: '9' };
    const feed = write('feed.json', { note: 'x', body: JSON.stringify(own) });
    const { lines } = await duecheck('binding', 'lint', '--catalogue', feed, write('one.json', DEMO));
    expect(lines).toEqual(['0 errors, 0 warnings; by catalogue 9']);
    const faulty = write('catalogue.json', { ...own, categories: [] });
    const refused = await duecheck('binding', 'lint', '--catalogue', faulty, write('one.json', DEMO));
    expect([refused.code, refused.errors]).toEqual([2, expect.stringMatching(/\[catalogue-faulty\]\n$/)]);
  });

  it('prints JSON for other programs', async () => {
    const file = write('broken.json', { ...DEMO, page: '/#/x' });
    const { code, lines } = await duecheck('binding', 'lint', '--json', file);
    expect(code).toBe(1);
    expect(JSON.parse(lines.join('\n'))).toEqual({
      files: [
        {
          file,
          findings: [
            {
              ...{ binding: DEMO.id, code: 'page-not-anchored', severity: 'error', path: '/page', facts: {} },
              sentence: expect.stringContaining('^/'),
            },
          ],
        },
      ],
      errors: 1,
      warnings: 0,
      catalogue: ourCatalogue().version,
    });
  });

  it('prints the schema', async () => {
    const { code, lines } = await duecheck('binding', 'schema');
    expect([code, JSON.parse(lines.join('\n')).$schema]).toEqual([0, 'https://json-schema.org/draft/2020-12/schema']);
  });
});
