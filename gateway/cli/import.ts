import { existsSync, readFileSync } from 'node:fs';
import { SpoolAnswer } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { Command } from 'commander';
import { importReports, isReportKind } from '../denominator/import-reports.ts';
import type { ReportKind } from '../denominator/take-reports.ts';
import { importLines } from '../intake/import-lines.ts';
import { importInThread } from '../intake/import-thread.ts';
import { createProgressLine } from '../intake/progress-line.ts';
import { readRejectsKey } from '../intake/rejects.ts';
import { readSpool } from '../intake/spool-lines.ts';
import { loopbackFetch } from '../loopback-fetch.ts';
import { openWorld } from '../open-world.ts';
import { importPersons, isPersonList, type PersonList } from '../review/import-persons.ts';
import type { World } from '../world.ts';
import { readConfig, type Settings } from './config.ts';

type ImportOptions = Settings & {
  type?: string;
  dryRun?: boolean;
  set: Record<string, string>;
  rejectsKey?: string;
  kind?: 'records' | 'registry';
  organisation?: string;
  spool?: string;
  key?: string;
  to?: string;
};

/**
 * `duecheck import FILE --type T`: an office's CSV, workbook or NDJSON. `--kind records`: NDJSON as a house writes it.
 * `--spool FILE --to URL --key KEY`: what a proxy let pass.
 */
export const importCommand = (): Command =>
  new Command('import')
    .description('take records or identities from a file, or hand in a proxy’s spool')
    .argument('[file]', 'CSV, XLSX or NDJSON of an office with --type; NDJSON of a house with --kind')
    .option(
      '--type <type>',
      'record type of the data catalogue, such as penalty; or decisions or cases, for coverage; or roster or listed, for the review',
    )
    .option('--dry-run', 'with --type: read and count, take nothing')
    .option(
      '--set <column=value>',
      'with --type: what holds for every row whose own column is silent; may be repeated',
      addStatement,
      {},
    )
    .option('--rejects-key <file>', "with --type: the importer's public key (JWK or PEM) for the text of refused rows")
    .option('--kind <kind>', 'records or registry', 'records')
    .option('--organisation <id>', 'in whose name')
    .option('--spool <file>', 'what an enforcement point let pass during an outage')
    .option('--to <url>', 'gateway that takes the spool')
    .option('--key <key>', "the enforcement point's own key (or DUECHECK_ENFORCEMENT_KEY)")
    .option('--database <url>', 'PostgreSQL (or DATABASE_URL, which no process list shows)')
    .option('--state <dir>')
    .option('--url <url>')
    .option('--issuer <url>')
    .option('--list-root <root>')
    .action(async (file: string | undefined, options: ImportOptions) => {
      for (const path of [file, options.spool]) {
        if (path !== undefined && !existsSync(path))
          throw new DuecheckError('file-missing', `there is no file ${path}`);
      }
      if (options.spool !== undefined) console.log(JSON.stringify(await importSpool(options.spool, options)));
      else if (file !== undefined && isReportKind(options.type)) await importDenominator(file, options.type, options);
      else if (file !== undefined && isPersonList(options.type)) await importPersonList(file, options.type, options);
      else if (file !== undefined && options.type !== undefined) await importOffice(file, options.type, options);
      else if (file !== undefined) await importHouse(file, options);
      else throw new DuecheckError('setting-missing', 'name a file, or a spool with --spool');
    });

function addStatement(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new DuecheckError('setting-wrong', 'a statement reads column=value');
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}

async function withWorld(settings: Settings, work: (world: World) => Promise<void>): Promise<void> {
  const { config, release } = await readConfig(settings);
  try {
    const { world, close } = await openWorld(config);
    try {
      await work(world);
    } finally {
      await close();
    }
  } finally {
    await release();
  }
}

/** Prints the report as one line of JSON. Exit code 2 where a row was refused. */
async function importOffice(file: string, type: string, options: ImportOptions): Promise<void> {
  const rejectsKey = options.rejectsKey === undefined ? null : readRejectsKey(options.rejectsKey);
  const { config, release } = await readConfig(options);
  // Ctrl-C asks for an end between two thousands of rows; a second one takes its own.
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const line = createProgressLine(process.stderr, Date.now);
  try {
    const report = await importInThread(
      config,
      {
        file,
        type,
        organisation: options.organisation ?? 'none',
        stated: options.set,
        mode: options.dryRun === true ? 'dry-run' : 'import',
        rejectsKey,
      },
      {
        onProgress: line.show,
        signal: stop.signal,
        ...(config.onAlarm === undefined ? {} : { onAlarm: config.onAlarm }),
      },
    );
    console.log(JSON.stringify(report));
    if (report.refused > 0) process.exitCode = 2;
  } finally {
    line.end();
    process.off('SIGINT', onInterrupt);
    await release();
  }
}

/** Prints the report as one line of JSON. Exit code 2 where a row was refused. */
async function importDenominator(file: string, kind: ReportKind, options: ImportOptions): Promise<void> {
  const { organisation } = options;
  if (organisation === undefined) throw new DuecheckError('setting-missing', 'whose cases they are: --organisation');
  await withWorld(options, async (world) => {
    const { refused, ...report } = await importReports(world, { file, kind, organisation, stated: options.set });
    for (const { line, code } of refused) console.error(`${file}:${line}: ${code}`);
    console.log(JSON.stringify({ ...report, refused: refused.length }));
    if (refused.length > 0) process.exitCode = 2;
  });
}

/** Prints the report as one line of JSON. Exit code 2 where a row was refused. */
async function importPersonList(file: string, list: PersonList, options: ImportOptions): Promise<void> {
  const { organisation } = options;
  if (organisation === undefined) throw new DuecheckError('setting-missing', 'whose list it is: --organisation');
  await withWorld(options, async (world) => {
    const { refused, ...report } = await importPersons(world, { file, list, organisation });
    for (const { line, code } of refused) console.error(`${file}:${line}: ${code}`);
    console.log(JSON.stringify({ ...report, refused: refused.length }));
    if (refused.length > 0) process.exitCode = 2;
  });
}

async function importHouse(file: string, options: ImportOptions): Promise<void> {
  await withWorld(options, async (world) => {
    const { taken, repeated, refused } = await importLines(world, {
      file,
      kind: options.kind ?? 'records',
      organisation: options.organisation ?? 'none',
    });
    for (const { line, code } of refused) console.error(`${file}:${line}: ${code}`);
    console.log(JSON.stringify({ taken, repeated, refused: refused.length }));
    if (refused.length > 0) process.exitCode = 2;
  });
}

/** Each of at most 12 kB, and a body takes two megabytes. */
const AT_ONCE = 150;

/** Lines are handed in as they are; handing in twice changes nothing. Exit code 2 where a line could not be read. */
async function importSpool(
  file: string,
  options: ImportOptions,
): Promise<Record<'checked' | 'owed' | 'unchecked' | 'repeated' | 'refused', number>> {
  const key = options.key ?? process.env.DUECHECK_ENFORCEMENT_KEY;
  if (key === undefined || options.to === undefined)
    throw new DuecheckError('setting-missing', 'a spool needs --to and --key');
  const { entries, refused } = readSpool(readFileSync(file, 'utf8'));
  for (const { line, code } of refused) console.error(`${file}:${line}: ${code}`);
  if (refused.length > 0) process.exitCode = 2;
  const sum = { checked: 0, owed: 0, unchecked: 0, repeated: 0, refused: refused.length };
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const response = await loopbackFetch(`${options.to}/v1/spool`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ entries: entries.slice(at, at + AT_ONCE) }),
    });
    if (!response.ok) throw new DuecheckError('spool-refused', `the gateway answered ${response.status}`);
    for (const { state } of SpoolAnswer.parse(await response.json()).results) sum[state] += 1;
  }
  return sum;
}
