/** What was looked up, as a file: NDJSON for programs, CSV and XLSX for people. Numbers and names are masks in all of them. */
import type { CatalogueIndex } from '@duecheck/core/catalogue';
import type { CheckAnswer, ResultsQuery } from '@duecheck/core/contract';
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import type { ResultRow } from './download.ts';

export interface ResultFile {
  readonly type: string;
  /** In the order in which they are sent. */
  readonly bytes: (chunks: AsyncIterable<readonly ResultRow[]>) => AsyncGenerator<string | Uint8Array>;
}

export function resultFile(format: ResultsQuery['format'], catalogue: CatalogueIndex): ResultFile {
  const cells = cellsOf(catalogue);
  switch (format) {
    case 'ndjson':
      return { type: 'application/x-ndjson; charset=utf-8', bytes: lines };
    case 'csv':
      return { type: 'text/csv; charset=utf-8', bytes: (chunks) => csv(chunks, cells) };
    case 'xlsx':
      return {
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: (chunks) => xlsx(chunks, cells),
      };
  }
}

async function* lines(chunks: AsyncIterable<readonly ResultRow[]>): AsyncGenerator<string> {
  for await (const rows of chunks) {
    yield rows
      .map(({ answer, ...row }) => ({
        ...row,
        ...(answer === null ? {} : { checkId: answer.checkId, entry: answer.entry, outcome: answer.outcome }),
      }))
      .map((row) => `${JSON.stringify(row)}\n`)
      .join('');
  }
}

type Cells = (row: ResultRow) => string[];

/** A byte-order mark, without which Excel takes UTF-8 for the local code page; formulas as the text that they are. */
async function* csv(chunks: AsyncIterable<readonly ResultRow[]>, cells: Cells): AsyncGenerator<string> {
  // A lone carriage return begins a row for many a reader, with whatever formula follows it.
  const write = (rows: string[][]) =>
    stringify(rows, { escape_formulas: true, record_delimiter: 'windows', quoted_match: /\r/ });
  yield `\uFEFF${write([HEADERS])}`;
  for await (const rows of chunks) yield write(rows.map(cells));
}

/** Whole before the first byte: a workbook's directory stands at its end. Each cell is a text, whatever it looks like. */
async function* xlsx(chunks: AsyncIterable<readonly ResultRow[]>, cells: Cells): AsyncGenerator<Uint8Array> {
  const rows: string[][] = [HEADERS];
  for await (const chunk of chunks) rows.push(...chunk.map(cells));
  const sheet = rows.map((row) => row.map((value) => ({ value, type: String })));
  yield await writeXlsxFile(sheet, { sheet: '查验结果', stickyRowsCount: 1 }).toBuffer();
}

const HEADERS = [
  '名单行',
  '案号',
  '姓名',
  '证件号码',
  '结果',
  '说明',
  '相关记录',
  '可依法采取的措施及依据',
  '登记编号',
];

const CLASSES: Readonly<Record<ResultRow['class'], string>> = {
  waiting: '未查验',
  clear: '未发现需处理的记录',
  findings: '有相关记录',
  mismatch: '姓名与证件号码不一致',
  unchecked: '尚未查验',
  refused: '未查验（不得查验或未获准）',
  invalid: '这一行不能查验',
  'look-again': '须重新查验',
};

function cellsOf({ catalogue, measures, bases }: CatalogueIndex): Cells {
  const kinds = new Map(
    [...catalogue.categories, ...catalogue.recordTypes, ...catalogue.behaviours].map(({ id, title }) => [id, title.zh]),
  );
  const cite = (id: string) => {
    const basis = bases.get(id);
    return basis === undefined ? id : `${basis.document} ${basis.article}`;
  };
  const found = (answer: CheckAnswer | null) => {
    if (answer?.outcome.kind === 'clear' || answer?.outcome.kind === 'findings') return answer.outcome.records;
    return answer?.outcome.kind === 'unknown' ? answer.outcome.known.records : [];
  };
  const offers = (answer: CheckAnswer | null) => {
    if (answer?.outcome.kind === 'findings') return answer.outcome.restrictions;
    return answer?.outcome.kind === 'unknown' ? answer.outcome.known.restrictions : [];
  };
  const record = (one: ReturnType<typeof found>[number]) =>
    [
      kinds.get(one.behaviour ?? '') ?? kinds.get(one.type) ?? one.type,
      one.organ,
      one.documentNumber,
      one.decidedOn,
      one.publishUntil === null ? '' : `公布至 ${one.publishUntil}`,
      one.state === 'disputed' ? '当事人有异议，处理中' : '',
    ]
      .filter((part) => part !== '')
      .join(' ');
  return ({ line, caseLabel, subject, class: kind, code, answer }) => [
    String(line),
    caseLabel ?? '',
    subject?.name ?? '',
    subject?.number ?? '',
    CLASSES[kind],
    code ?? '',
    found(answer).map(record).join('；'),
    offers(answer)
      .map(({ measure, grounds }) => {
        const title = measures.get(measure)?.title.zh ?? measure;
        return `${title}（${grounds.map(({ basis }) => cite(basis)).join('、')}）`;
      })
      .join('；'),
    answer?.entry ?? '',
  ];
}
