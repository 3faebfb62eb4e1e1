/**
 * `duecheck binding test FILE --page SAVED.html…`: what a binding finds in pages that somebody saved. Exit code 0 where
 * everything was found once, 1 where not, 2 where a file could not be read.
 */
import { Binding, patternFaults } from '@duecheck/core/binding';
import { DuecheckError } from '@duecheck/core/errors';
import { Command, InvalidArgumentError } from 'commander';
import type { PageReport } from '../../saved-page/page-report.ts';
import { readInThread } from '../../saved-page/read-in-thread.ts';
import { printPage } from './print-page.ts';
import { readJson } from './read-json.ts';

interface Flags {
  readonly page: readonly string[];
  readonly url?: string;
  readonly binding?: string;
  readonly patience: number;
  readonly json?: true;
}

export const testCommand = (): Command =>
  new Command('test')
    .description('say what a binding finds in a saved page; nothing of the page runs, and nothing is loaded')
    .argument('<file>', 'one binding, an array, or a whole list, as JSON')
    .requiredOption('--page <files...>', 'pages saved by a browser as “complete web page”')
    .option('--url <url>', 'where the page was, if it does not say so itself', asUrl)
    .option('--binding <id>', 'one of several; without it those whose page it is')
    .option('--patience <seconds>', 'how long reading one page may take', asSeconds, 60)
    .option('--json', 'print what was found as JSON')
    .action(async (file: string, flags: Flags) => {
      process.exitCode = await run(file, flags);
    });

function asUrl(text: string): string {
  if (!/^https?:/.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('It is no http address.');
  return new URL(text).href;
}

function asSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3600)) throw new InvalidArgumentError('It is no number of seconds up to 3600.');
  return seconds;
}

async function run(file: string, { page: pages, url, binding, patience, json }: Flags): Promise<0 | 1 | 2> {
  const reports: PageReport[] = [];
  try {
    const bindings = bindingsIn(file, binding);
    // One after the other: a page may take a gigabyte.
    for (const one of pages)
      reports.push(await readInThread({ file: one, url: url ?? null, bindings }, { patienceMs: patience * 1000 }));
  } catch (error) {
    if (!(error instanceof DuecheckError)) throw error;
    console.error(`${error.message} [${error.code}]`);
    return 2;
  }
  console.log(json ? JSON.stringify(reports, null, 2) : reports.flatMap(printPage).join('\n'));
  const complete = reports.every(
    (report) => report.bindings.length > 0 && report.bindings.every((one) => one.complete),
  );
  return complete ? 0 : 1;
}

/** @throws DuecheckError `binding-unknown`, `binding-faulty`, or as `readJson` */
function bindingsIn(file: string, id: string | undefined): readonly Binding[] {
  const entries = entriesOf(readJson(file)).filter((entry) => id === undefined || idOf(entry) === id);
  if (entries.length === 0)
    throw new DuecheckError(
      'binding-unknown',
      id === undefined ? `${file}: it has no binding` : `${file}: it has no binding of that id`,
    );
  const bindings = entries.map((entry) => Binding.safeParse(entry));
  // What is switched off may be tested by its name.
  const sound = bindings.flatMap(({ data }) => (data && patternFaults(data).next().done ? [data] : []));
  if (sound.length < entries.length)
    throw new DuecheckError('binding-faulty', `${file}: first mend what duecheck binding lint says of it`);
  return id === undefined && sound.length > 1 ? sound.filter(({ disabled }) => disabled !== true) : sound;
}

function entriesOf(raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  const list = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'bindings') : undefined;
  return Array.isArray(list) ? list : [raw];
}

const idOf = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'id') : undefined;
