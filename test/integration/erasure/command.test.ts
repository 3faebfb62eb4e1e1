/** `duecheck register …` as an operator types it: nothing of a person on the command line, one line of JSON back. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOUR } from '../../../demo/people/tour.ts';
import { type City, openCity } from '../gateway/city.ts';
import { ORDER } from './order.ts';

const MAIN = resolve(import.meta.dirname, '../../../gateway/main.ts');
const BY = ['--by', ORDER.by.sub, '--second', ORDER.second.sub, '--reason', ORDER.reason];
const SUBJECT = JSON.stringify({ kind: 'resident-id', number: TOUR.b.shown.number });

let city: City;
beforeAll(async () => {
  city = await openCity();
  await city.check(TOUR.b);
});
afterAll(() => city.close());

async function register(
  args: readonly string[],
  stdin = '',
  settings = city.settings,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, 'register', ...args, ...settings]);
  child.stdin.end(stdin);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, ...text };
}

describe('duecheck register', () => {
  it('seals, and says how many entries', async () => {
    const { code, out } = await register(['seal', '--subject', '-', ...BY], SUBJECT);
    expect([code, JSON.parse(out).entries]).toEqual([0, 2]);
  });

  it('erases what may be erased, and says until when the rest is kept', async () => {
    const { code, out } = await register(['erase', '--subject', '-', '--files-later', ...BY], SUBJECT);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ entry: null, entries: 0, recordsKept: 1, files: 'later' });
    expect(JSON.parse(out).keptUntil).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it('says with a code what it refuses, and never the number', async () => {
    const wrong = SUBJECT.replace(/\d"}$/, '"}');
    for (const [args, stdin, refused] of [
      [['seal', '--subject', '-', ...BY], 'no JSON', 'subject-unreadable'],
      [['seal', '--subject', '-', ...BY], wrong, 'subject-invalid'],
      [
        ['seal', '--subject', '-', '--by', 'limin', '--second', 'luyan', '--reason', 'x'],
        SUBJECT,
        'not-an-administrator',
      ],
      [['new-epoch', ...BY], '', 'no-loss-proven'],
      [['end-key', 'log-0', ...BY], '', 'no-such-key'],
      [['delay', '--check', 'chk_0', '--basis', 'x', '--until', 'soon', ...BY], '', 'setting-wrong'],
      [['delay', '--check', 'chk_0', '--basis', 'x', '--until', '2026-12-31', ...BY], '', 'no-such-check'],
    ] as const) {
      const { code, out, err } = await register(args, stdin);
      expect([code, out], refused).toEqual([1, '']);
      expect(err).toContain(`[${refused}]`);
      expect(err).not.toContain(TOUR.b.shown.number);
    }
  });

  it('rotates a key, and names the log of next year beforehand', async () => {
    const rotated = await register(['rotate-key', 'receipt', ...BY]);
    expect(JSON.parse(rotated.out)).toMatchObject({ kid: expect.stringMatching(/^receipt-/) });
    const house = ['--state', city.config.stateDir, '--url', city.config.url];
    const vkeys = JSON.parse((await register(['vkeys'], '', house)).out);
    const [year] = vkeys.origin.split('/').slice(-2);
    expect(vkeys.next.origin).toBe(`gateway.test/register/${Number(year) + 1}/1`);
    expect(vkeys.next.vkeys[0]).toContain(`${vkeys.next.origin}+`);
  });

  it('wraps keys anew and writes files anew where there is nothing to do as well', async () => {
    expect(JSON.parse((await register(['rewrap'])).out)).toEqual({
      rewrapped: 0,
      files: { tables: [], wal: 'nothing-to-do' },
    });
    expect(JSON.parse((await register(['rewrite'])).out)).toEqual({ tables: [], wal: 'nothing-to-do' });
  });
});
