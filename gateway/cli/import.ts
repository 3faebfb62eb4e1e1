import { readFileSync } from 'node:fs';
import { SpoolAnswer, type SpoolRequest } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { Command } from 'commander';
import { importLines } from '../intake/import-lines.ts';
import { loopbackFetch } from '../loopback-fetch.ts';
import { openWorld } from '../open-world.ts';
import { readConfig, type Settings } from './config.ts';

type ImportOptions = Settings & {
  kind?: 'records' | 'registry';
  organisation?: string;
  spool?: string;
  key?: string;
  to?: string;
};

/** `duecheck import FILE --kind records` into the store, or `duecheck import --spool FILE --to URL --key KEY`. */
export const importCommand = (): Command =>
  new Command('import')
    .description('take records or identities from a file, or hand in a proxy’s spool')
    .argument('[file]', 'NDJSON')
    .option('--kind <kind>', 'records or registry', 'records')
    .option('--organisation <id>', 'in whose name')
    .option('--spool <file>', 'what an enforcement point let pass during an outage')
    .option('--to <url>', 'gateway that takes the spool')
    .option('--key <key>', "the enforcement point's own key (or DUECHECK_ENFORCEMENT_KEY)")
    .option('--database <url>')
    .option('--state <dir>')
    .option('--url <url>')
    .option('--issuer <url>')
    .option('--list-root <root>')
    .action(async (file: string | undefined, options: ImportOptions) => {
      if (options.spool !== undefined) console.log(JSON.stringify(await importSpool(options.spool, options)));
      else if (file !== undefined) await importFile(file, options);
      else throw new DuecheckError('setting-missing', 'name a file, or a spool with --spool');
    });

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const { config, release } = await readConfig(options);
  try {
    const { world, close } = await openWorld(config);
    try {
      const { taken, repeated, refused } = await importLines(world, {
        file,
        kind: options.kind ?? 'records',
        organisation: options.organisation ?? 'none',
      });
      for (const { line, code } of refused) console.error(`${file}:${line}: ${code}`);
      console.log(JSON.stringify({ taken, repeated, refused: refused.length }));
      if (refused.length > 0) process.exitCode = 2;
    } finally {
      await close();
    }
  } finally {
    await release();
  }
}

const AT_ONCE = 500;

/** Lines are handed in as they are; handing in twice changes nothing. */
async function importSpool(
  file: string,
  options: ImportOptions,
): Promise<Record<'checked' | 'owed' | 'unchecked' | 'repeated', number>> {
  const key = options.key ?? process.env.DUECHECK_ENFORCEMENT_KEY;
  if (key === undefined || options.to === undefined)
    throw new DuecheckError('setting-missing', 'a spool needs --to and --key');
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const entries = lines.flatMap(readLine);
  const sum = { checked: 0, owed: 0, unchecked: 0, repeated: 0 };
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

/** A line torn by a crash is left out: the request that it was for never passed. */
function readLine(line: string): SpoolRequest['entries'] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
