/** The administrator's page and the command must name the same things. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFaults, KNOWN_FIELDS } from '../../../scripts/lib/office/config.mjs';
import { officeFiles } from '../../../scripts/lib/office/files.mjs';
import { CONFIG, officeOf } from '../scripts/office/sample.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/rollout.md'), 'utf8');
const nothing = new Uint8Array();
const written = [
  'README.txt',
  ...officeFiles(officeOf(CONFIG), { crx: nothing, xpi: nothing }).map(({ path }) => path),
];
/** First cells of the page's tables. */
const rows = [...PAGE.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name as string);
const quoted = [...PAGE.matchAll(/`((?:server|linux|windows|macos|firefox)\/[\w./-]*\w)`/g)].map(
  ([, path]) => path as string,
);

describe('docs/rollout.md', () => {
  it('has a row for each file that the command writes, and for no other', () => {
    expect(rows.filter((name) => !KNOWN_FIELDS.includes(name)).sort()).toEqual([...written].sort());
  });

  it('speaks of no file of the folder that is not there', () => {
    expect(quoted.filter((path) => !written.includes(path))).toEqual([]);
  });

  it('has a row for each field of office.json', () => {
    expect(rows).toEqual(expect.arrayContaining(KNOWN_FIELDS));
  });

  it('begins with an office.json that is taken', () => {
    const [, sample] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
    expect(findFaults(JSON.parse(sample as string))).toEqual([]);
  });
});
