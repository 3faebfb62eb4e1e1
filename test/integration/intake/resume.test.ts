/** An import that is killed and started again ends as if nothing had happened. */
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { PENALTY_2018, penaltyRow } from '../../../demo/intake/penalty-rows.ts';
import { importInThread } from '../../../gateway/intake/import-thread.ts';
import { type Office, openOffice } from './office.ts';

const MAIN = fileURLToPath(new URL('../../../gateway/main.ts', import.meta.url));
const ROWS = 12_500;

let undisturbed: Office;
let killed: Office;
beforeAll(async () => {
  undisturbed = await openOffice();
  killed = await openOffice();
});
afterAll(async () => {
  await undisturbed.close();
  await killed.close();
});

const command = (office: Office, file: string): string[] => [
  ...[MAIN, 'import', file, '--type', 'penalty', '--organisation', 'qz'],
  ...office.settings,
];
const recordsOf = (office: Office) =>
  office.world.db
    .selectFrom('credit_record')
    .select(['decided_on', 'use_until', 'retain_until', 'state', 'item'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .groupBy(['decided_on', 'use_until', 'retain_until', 'state', 'item'])
    .orderBy('decided_on')
    .execute();
const entriesOf = async (office: Office): Promise<number> =>
  (await office.world.db.selectFrom('register_entry').select('id').where('type', '=', 'import').execute()).length;

describe('an import that is killed', () => {
  it('goes on where it stopped, with the same records, rejects and entries', async () => {
    const rows = Array.from(
      { length: ROWS },
      (_, n): Record<string, string> => ({
        ...penaltyRow(n),
        // One in fifty is refused, so that the rejects file is cut and continued too.
        ...(n % 50 === 7 ? { 处罚决定日期: '二月三十' } : {}),
      }),
    );
    const file = killed.write(
      'penalties.csv',
      csvText([[...PENALTY_2018], ...rows.map((row) => PENALTY_2018.map((header) => row[header] ?? ''))]),
    );
    const calm = `${undisturbed.folder}/penalties.csv`;
    copyFileSync(file, calm);
    const whole = await undisturbed.import(calm, 'penalty', { organisation: 'qz' });

    const victim = spawn(process.execPath, command(killed, file), { stdio: 'ignore' });
    const died = new Promise((resolve) => victim.once('exit', (_, signal) => resolve(signal)));
    const before = await someRows(killed);
    victim.kill('SIGKILL');
    expect(await died).toBe('SIGKILL');
    expect(before).toBeLessThan(ROWS);

    const { stdout } = await promisify(execFile)(process.execPath, command(killed, file)).catch(
      (error: { code: number; stdout: string }) => {
        expect(error.code).toBe(2);
        return error;
      },
    );
    const report = JSON.parse(stdout);
    expect(report.resumedAt).toBeGreaterThanOrEqual(before);
    expect(report).toMatchObject({ rows: ROWS, taken: ROWS - 250, refused: 250, repeated: 0 });
    expect(report).toMatchObject({ taken: whole.taken, refused: whole.refused, repeated: whole.repeated });
    expect(await recordsOf(killed)).toEqual(await recordsOf(undisturbed));
    expect(await entriesOf(killed)).toBe(await entriesOf(undisturbed));
    expect(readFileSync(`${file}.rejects.ndjson`, 'utf8')).toBe(readFileSync(`${calm}.rejects.ndjson`, 'utf8'));
  });

  it('takes no row twice when a finished file comes again', async () => {
    const again = await killed.import(`${killed.folder}/penalties.csv`, 'penalty');
    expect(again).toMatchObject({ rows: ROWS, taken: 0, refused: 250, repeated: ROWS - 250, resumedAt: 0 });
  });
});

describe('an import that is stopped', () => {
  it('ends between two thousands of rows, and goes on when the same file comes again', async () => {
    const rows = Array.from({ length: 5000 }, (_, n): Record<string, string> => penaltyRow(100_000 + n));
    const file = killed.write(
      'stopped.csv',
      csvText([[...PENALTY_2018], ...rows.map((row) => PENALTY_2018.map((header) => row[header] ?? ''))]),
    );
    const job = { file, type: 'penalty', organisation: 'qz' };
    const stop = new AbortController();
    const stopped = importInThread(killed.config, job, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'DuecheckError', code: 'import-cancelled' });
    const report = await importInThread(killed.config, job);
    expect(report).toMatchObject({ rows: 5000, taken: 5000, refused: 0, repeated: 0 });
    expect(report.resumedAt % 1000).toBe(0);
    expect(report.resumedAt).toBeGreaterThan(0);
  });
});

/** Waits until the run has committed something. @returns how many rows */
async function someRows({ world }: Office): Promise<number> {
  for (;;) {
    const run = await world.db.selectFrom('import_run').select('rows_done').executeTakeFirst();
    if ((run?.rows_done ?? 0) >= 2000) return run?.rows_done as number;
    await delay(10);
  }
}
