import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { compactDecrypt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '../../../demo/intake/csv.ts';
import { encodeGb18030 } from '../../../demo/intake/gb18030.ts';
import { numberOf, PENALTY_2016, PENALTY_2018, penaltyRow } from '../../../demo/intake/penalty-rows.ts';
import { workbook } from '../../../demo/intake/workbook.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const cellsOf = (row: Record<string, string>): string[] => PENALTY_2018.map((header) => row[header] ?? '');
const penalties = (from: number, count: number): string[][] =>
  Array.from({ length: count }, (_, at) => cellsOf(penaltyRow(from + at)));
const stored = () => office.world.db.selectFrom('credit_record').selectAll().execute();
const sums = ({
  rows,
  taken,
  refused,
  repeated,
}: {
  rows: number;
  taken: number;
  refused: number;
  repeated: number;
}) => ({
  rows,
  taken,
  refused,
  repeated,
});

describe('a file of an office', () => {
  it('is taken once, however often and in whatever form it comes', async () => {
    const table = [[...PENALTY_2018], ...penalties(0, 40)];
    const first = await office.import(office.write('utf8.csv', csvText(table)), 'penalty');
    expect(sums(first)).toEqual({ rows: 40, taken: 40, refused: 0, repeated: 0 });
    const again = [
      office.write('bom.csv', `\uFEFF${csvText(table)}`),
      office.write('gbk.csv', encodeGb18030(csvText(table))),
      office.write('utf16.csv', Buffer.from(`\uFEFF${csvText(table)}`, 'utf16le')),
      office.write('tabs.csv', table.map((row) => row.map((cell) => `"${cell}"`).join('\t')).join('\n')),
      office.write('book.xlsx', workbook([['双公示 2026 年（演示）'], ...table])),
      office.write(
        'lines.ndjson',
        table
          .slice(1)
          .map((_, n) => JSON.stringify(penaltyRow(n)))
          .join('\n'),
      ),
    ];
    for (const file of again)
      expect([file, sums(await office.import(file, 'penalty'))]).toEqual([
        file,
        { rows: 40, taken: 0, refused: 0, repeated: 40 },
      ]);
  });

  it('keeps the term of the class, counted from the decision, and five years of retention', async () => {
    const [row] = (await stored()).filter(({ type }) => type === 'penalty');
    expect(row).toMatchObject({
      decided_on: '2026-03-09',
      publish_until: '2027-03-09',
      use_until: '2027-03-09',
      retain_until: '2031-03-09',
      severity: 'general',
      item: 'DEMO-0301',
    });
  });

  it('in the layout of 2016 is read by its headers, with what the importer states for the whole of it', async () => {
    const row = ['演罚字〔2015〕7号', '演示名称', '罚款', '演示事由', '演示依据', '郑明远', '', '', '', numberOf(9000)];
    const rest = ['演示结果', '2026年1月5日', '2099-12-31', '演示市综合行政执法局', '0', '2026-02-01'];
    const file = office.write('2016.csv', csvText([[...PENALTY_2016], [...row, ...rest]]));
    const unstated = await office.import(file, 'penalty');
    expect(unstated.reasons).toEqual({ 'no-item': 1 });
    const stated = { 目录项编号: 'DEMO-0301', finality: '是', procedure: 'ordinary', severity: 'serious' };
    expect(sums(await office.import(file, 'penalty', { stated }))).toMatchObject({ taken: 1 });
    const found = (await stored()).find(({ decided_on }) => decided_on === '2026-01-05');
    expect(found).toMatchObject({ publish_until: '2029-01-05', state: 'effective' });
  });

  it('counts without taking in a dry run', async () => {
    const file = office.write('dry.csv', csvText([[...PENALTY_2018], ...penalties(500, 3)]));
    const before = (await stored()).length;
    expect(sums(await office.import(file, 'penalty', { mode: 'dry-run' }))).toMatchObject({ rows: 3, taken: 3 });
    expect(await stored()).toHaveLength(before);
    expect(existsSync(`${file}.rejects.ndjson`)).toBe(false);
  });

  it.each(['x25519', 'ec'] as const)(
    'gives refused rows back to the holder of an %s key, without denied columns',
    async (kind) => {
      const { publicKey, privateKey } =
        kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('x25519');
      const headers = [...PENALTY_2018, '血型', '备注'];
      const bad = [...cellsOf({ ...penaltyRow(700), 自然人证件号码: '330***********0010' }), 'AB型', '演示备注'];
      const file = office.write(`rejects-${kind}.csv`, csvText([headers, bad]));
      const report = await office.import(file, 'penalty', { rejectsKey: publicKey });
      expect(report).toMatchObject({ reasons: { 'subject-masked': 1 }, columns: { denied: ['血型'] } });
      const text = readFileSync(report.rejects as string, 'utf8');
      expect(text).not.toContain('演示备注');
      const [key, line] = text
        .trim()
        .split('\n')
        .map((one) => JSON.parse(one));
      expect(line).toMatchObject({ line: 2, code: 'subject-masked', columns: ['自然人证件号码'] });
      const { plaintext: contentKey } = await compactDecrypt(key.key, privateKey);
      const { plaintext } = await compactDecrypt(line.row, contentKey);
      const row = JSON.parse(new TextDecoder().decode(plaintext));
      expect(row).toMatchObject({ 备注: '演示备注', 行政处罚决定书文号: '演罚字〔2026〕701号' });
      expect(JSON.stringify(row)).not.toContain('AB型');
    },
  );
});
