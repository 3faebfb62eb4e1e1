/** `duecheck audit` of a long log: ended and gone on with, from a day on, kept in a folder and verified there by somebody else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepReport } from '../../../gateway/cli/audit/keep-report.ts';
import { printReport } from '../../../gateway/cli/audit/print-report.ts';
import { progressText } from '../../../gateway/cli/audit/progress-lines.ts';
import { audit } from '../../../gateway/cli/audit.ts';
import { loopbackFetch } from '../../../gateway/loopback-fetch.ts';
import type { Register } from '../../../gateway/register/register.ts';
import { bareDraft, fullDraft, HOUSE_TIME, type House, openHouse, type Served, serveHouse } from './house.ts';

const DAY = 86_400_000;
let house: House;
let register: Register;
let served: Served;
let headFile: string;
const grow = async (n: number, draft = bareDraft) => {
  await house.append(register, ...Array.from({ length: n }, draft));
  await register.sequence();
};
const folder = () => mkdtempSync(join(tmpdir(), 'duecheck-audit-'));
beforeAll(async () => {
  house = await openHouse();
  register = await house.open();
  await grow(600);
  house.clock.time = HOUSE_TIME + DAY;
  await grow(300);
  await grow(100, () => fullDraft(7));
  served = await serveHouse(house, register);
});
afterAll(async () => {
  await served.close();
  await house.close();
});
beforeEach(() => {
  headFile = join(folder(), 'head.json');
});

/** Counts what is asked, and ends the audit as a lost connection or a closed laptop does. */
function asking(endAfter = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const fetch = (async (input: string, init?: object) => {
    asked.push(new URL(input).pathname.replace(/^\/register\/(\d{4}\/\d+\/)?/, ''));
    if (asked.length > endAfter) throw new Error('ended');
    return loopbackFetch(input, init);
  }) as unknown as typeof globalThis.fetch;
  return { asked, fetch };
}

describe('an audit that was ended', () => {
  const ended = async (more: object = {}) => {
    // Tiles are asked for ahead, so it is the rows that end it in the middle.
    let bundles = 0;
    const onProgress = () => {
      bundles += 1;
      if (bundles === 3) throw new Error('killed');
    };
    const options = { stateFile: headFile, saveEveryMs: 0, onProgress, ...more };
    await expect(served.audit(options)).rejects.toThrow('killed');
  };

  it('goes on, says where, and counts every row once', async () => {
    await ended({ token: 'all' });
    const { asked, fetch } = asking();
    const report = await served.audit({ stateFile: headFile, token: 'all', fetch });
    expect(report).toMatchObject({ status: 'verified', compared: Number(report.size), resumed: { at: 512n } });
    expect(asked).not.toContain('tile/entries/000');
    expect(printReport(report).join('\n')).toMatch(/^resumed {2}at entry 512; /m);
    expect(existsSync(`${headFile}.progress`)).toBe(false);
    expect(await served.audit({ stateFile: headFile })).toMatchObject({ resumed: null, extends: report.size });
  });

  it('goes on after a kill, as the command that it is', async () => {
    // A gateway far away: each tile takes longer than the one before.
    const slow = createServer(async (request, response) => {
      const [, index = '0'] = /(\d{3})(?:\.p\/\d+)?$/.exec(request.url ?? '') ?? [];
      await delay(700 * Number(index));
      const answer = await loopbackFetch(`${served.url}${request.url}`);
      response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
    const main = resolve(import.meta.dirname, '../../../gateway/main.ts');
    const run = (at: string) =>
      spawn(process.execPath, [main, 'audit', at, '--head', headFile], { stdio: ['ignore', 'pipe', 'inherit'] });
    const killed = run(url);
    while (!existsSync(`${headFile}.progress`)) await delay(20);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    slow.closeAllConnections();
    slow.close();
    expect(existsSync(headFile)).toBe(false);
    const again = run(served.url);
    let text = '';
    again.stdout.on('data', (chunk) => {
      text += chunk;
    });
    const [code] = await once(again, 'close');
    expect(text).toMatch(/^resumed {2}at entry (256|512|768); /m);
    expect(code).toBe(0);
  });

  it('keeps what it had found', async () => {
    const id = sql`(select entry from register_place where seq = 40)`;
    await sql`update register_entry set role = 'reviewer' where id = ${id}`.execute(house.db);
    await ended({ token: 'all' });
    await sql`update register_entry set role = 'system' where id = ${id}`.execute(house.db);
    const report = await served.audit({ stateFile: headFile, token: 'all' });
    expect(report).toMatchObject({ status: 'failed', resumed: { at: 512n } });
    expect(report.entries).toMatchObject([{ code: 'row-altered', index: 40n }]);
  });

  it('begins anew where something else is asked, or its file is of no use', async () => {
    await ended();
    expect(await served.audit({ stateFile: headFile, token: 'all' })).toMatchObject({ resumed: null });
    await ended();
    writeFileSync(`${headFile}.progress`, '{"v":1}');
    expect(await served.audit({ stateFile: headFile })).toMatchObject({ status: 'verified', resumed: null });
  });
});

describe('from a day on', () => {
  it('rows are compared, and the tree is verified whole', async () => {
    const { asked, fetch } = asking();
    const report = await served.audit({ token: 'all', since: '2026-11-24', fetch });
    // The bundle in which the day begins is compared whole.
    expect(report).toMatchObject({ status: 'verified', skipped: 512, since: '2026-11-24' });
    expect(report.compared).toBe(Number(report.size) - 512);
    expect(asked).toContain('tile/entries/000');
    expect(printReport(report).join('\n')).toContain('512 from before 2026-11-24 not compared');
  });

  it('an altered row of that day is found, and one of before is not looked at', async () => {
    const place = (seq: number) => sql`(select entry from register_place where seq = ${seq})`;
    await sql`update register_entry set role = 'reviewer' where id in (${place(3)}, ${place(700)})`.execute(house.db);
    const report = await served.audit({ token: 'all', since: '2026-11-24' });
    expect(report.entries.map(({ index }) => index)).toEqual([700n]);
    await sql`update register_entry set role = 'system' where id in (${place(3)}, ${place(700)})`.execute(house.db);
  });

  it('is a day', async () => {
    for (const since of ['2026-02-30', 'yesterday', '20261124'])
      await expect(served.audit({ since })).rejects.toMatchObject({ code: 'setting-wrong' });
  });
});

describe('a log that was kept', () => {
  it('is verified by somebody else, offline, under a key of their own', async () => {
    const exportDir = folder();
    const report = await served.audit({ exportDir });
    keepReport(exportDir, report, printReport(report));
    expect(readdirSync(exportDir).sort()).toEqual([
      'checkpoint',
      'report.json',
      'report.txt',
      'tile',
      'vkey',
      'witnesses',
    ]);
    const offline = await audit({ gateway: exportDir, vkey: register.vkeys[0], stateFile: headFile });
    expect(offline).toMatchObject({ status: 'verified', key: 'given', size: report.size, root: report.root });
    // Kept again after a while it extends what was pinned.
    await grow(300);
    await served.audit({ exportDir });
    expect(await audit({ gateway: exportDir, stateFile: headFile })).toMatchObject({
      status: 'verified',
      extends: report.size,
    });
  });

  it('is not believed where one byte of it changed, and what is missing is named', async () => {
    const exportDir = folder();
    await served.audit({ exportDir });
    const path = join(exportDir, 'tile/entries/001');
    const bundle = readFileSync(path);
    writeFileSync(path, bundle.with(300, (bundle[300] as number) ^ 1));
    expect(await audit({ gateway: exportDir })).toMatchObject({ status: 'failed', tree: [{ code: 'entry-altered' }] });
    rmSync(path);
    expect((await audit({ gateway: exportDir })).tree).toMatchObject([
      { code: 'tile-missing', first: 256n, last: 511n },
    ]);
  });

  it('holds no row: whoever asks for them is told so', async () => {
    const exportDir = folder();
    await served.audit({ token: 'all', exportDir });
    const all = readdirSync(exportDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const text = all.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n');
    for (const column of ['qz-rsj', 'limin', 'civil-service-hiring']) expect(text).not.toContain(column);
    await expect(audit({ gateway: exportDir, token: 'all' })).rejects.toMatchObject({ code: 'not-an-auditor' });
    await expect(audit({ gateway: folder() })).rejects.toMatchObject({ code: 'gateway-answer' });
  });
});

it('says how fast it is and how long it still takes', () => {
  expect(progressText(500n, 2000n, 500n, 1000)).toBe('500 of 2000 entries (25%), 500/s, 3 s left');
  // What an earlier run read took none of this one's time.
  expect(progressText(1000n, 2000n, 500n, 1000)).toBe('1000 of 2000 entries (50%), 500/s, 2 s left');
});
