/**
 * `duecheck binding lint FILE…`: one line a finding, then a summary. Exit code 0 where nothing is wrong, 1 where something
 * is, 2 where a file could not be read.
 */
import { type LintFinding, lintBindings, lintSentence, tame } from '@duecheck/core/binding/lint';
import { DuecheckError } from '@duecheck/core/errors';
import { Command } from 'commander';
import { openCatalogue } from './open-catalogue.ts';
import { readJson } from './read-json.ts';

interface Flags {
  readonly catalogue?: string;
  readonly json?: true;
  readonly strict?: true;
}
type Linted =
  | { readonly file: string; readonly findings: readonly LintFinding[] }
  | { readonly file: string; readonly unreadable: { readonly code: string; readonly message: string } };

export const lintCommand = (): Command =>
  new Command('lint')
    .description('say what is wrong with bindings: one, an array, or a whole list, as JSON')
    .argument('<file...>')
    .option('--catalogue <file>', 'the lists to ask about steps; without it those that come with this command')
    .option('--strict', 'warnings count as errors')
    .option('--json', 'print the findings as JSON')
    .action(async (files: readonly string[], flags: Flags) => {
      process.exitCode = await run(files, flags);
    });

async function run(files: readonly string[], { catalogue: lists, json, strict }: Flags): Promise<0 | 1 | 2> {
  const catalogue = await unless(() => openCatalogue(lists));
  if (catalogue instanceof DuecheckError) {
    console.error(`${catalogue.message} [${catalogue.code}]`);
    return 2;
  }
  const linted = await Promise.all(
    files.map(async (file): Promise<Linted> => {
      const raw = await unless(() => readJson(file));
      if (raw instanceof DuecheckError) return { file, unreadable: { code: raw.code, message: raw.message } };
      return { file, findings: lintBindings(raw, catalogue ? { catalogue } : {}) };
    }),
  );
  const count = (severity: LintFinding['severity']) =>
    linted.flatMap((one) => ('findings' in one ? one.findings : [])).filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const version = catalogue?.catalogue.version ?? null;
  if (json)
    console.log(JSON.stringify({ files: linted.map(withSentences), errors, warnings, catalogue: version }, null, 2));
  else for (const line of [...linted.flatMap(linesOf), summary(errors, warnings, version)]) console.log(line);
  if (linted.some((one) => 'unreadable' in one)) return 2;
  return errors > 0 || (strict && warnings > 0) ? 1 : 0;
}

async function unless<T>(work: () => T | Promise<T>): Promise<T | DuecheckError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DuecheckError) return error;
    throw error;
  }
}

const withSentences = (one: Linted) =>
  'findings' in one
    ? { ...one, findings: one.findings.map((found) => ({ ...found, sentence: lintSentence(found) })) }
    : one;

function linesOf(one: Linted): string[] {
  if ('unreadable' in one) return [`${one.unreadable.message} [${one.unreadable.code}]`];
  return one.findings.map((found) => {
    const at = found.path === '' ? '' : ` (at ${tame(found.path, 200)})`;
    return `${one.file}: ${found.binding}: ${found.severity} ${found.code}: ${lintSentence(found)}${at}`;
  });
}

function summary(errors: number, warnings: number, version: string | null): string {
  const counted = `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}`;
  return version === null
    ? `${counted}; without a catalogue, so nothing was asked about the steps (name one with --catalogue)`
    : `${counted}; by catalogue ${version}`;
}
