/** `duecheck audit`: proves a gateway's register, a kept copy of it or an export from outside. Exit codes: `audit/exit-codes.ts`. */
import { readFileSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import type { CountedWitnesses } from '@duecheck/core/register';
import { Command, Option } from 'commander';
import { auditBundles } from './audit/audit-bundles.ts';
import { auditRegister } from './audit/audit-register.ts';
import { EXIT, type ExitCode, exitCodeOf } from './audit/exit-codes.ts';
import { keepReport, toJson } from './audit/keep-report.ts';
import { isGateway } from './audit/open-log.ts';
import { printReport } from './audit/print-report.ts';
import { createAuditProgressLines } from './audit/progress-lines.ts';
import { signIn } from './audit/sign-in.ts';
import type { ConfigCode } from './config-code.ts';
import { parseQuorum } from './witness-settings.ts';

export type { AuditOptions } from './audit/audit-options.ts';
export { auditRegister as audit } from './audit/audit-register.ts';

interface Flags {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly signIn?: string;
  readonly clientId: string;
  readonly vkey?: string;
  readonly head?: string;
  readonly state?: string;
  readonly since?: string;
  readonly export?: string;
  readonly bundle?: readonly string[];
  readonly witness?: readonly string[];
  readonly witnessQuorum?: string;
  readonly witnessLag?: string;
  readonly json?: true;
}

export const auditCommand = (): Command =>
  new Command('audit')
    .description("verify a gateway's register: signed head, every entry, consistency with the last audit")
    .argument('[url]', 'of a gateway, or a folder that --export wrote')
    .option('--head <file>', 'where key, head and witnesses are kept between audits; an audit that was ended goes on')
    .option('--since <day>', 'compare the rows of that day and later (YYYY-MM-DD); the tree is verified whole')
    .option('--export <folder>', 'keep checkpoint, tiles, leaves and the report there, for others to verify offline')
    .option('--bundle <file...>', 'verify proof bundles of exports offline, each beside the file that it proves')
    .option('--token <token>', "an auditor's access token: compare every row too (or DUECHECK_TOKEN)")
    .option('--token-file <file>', 'the same, from a file')
    .option('--sign-in <issuer>', 'the same, by signing in as an auditor in a browser')
    .option('--client-id <id>', 'the name of this command at that issuer', 'duecheck-cli')
    .option('--vkey <vkey>', "the log's verifier key, if you have it from elsewhere than the gateway")
    .option('--witness <vkey...>', 'witnesses whose cosignatures count, if you know them from elsewhere')
    .option('--witness-quorum <n>', 'how many of them must have cosigned (default: all but one, and at least one)')
    .option('--witness-lag <hours>', 'how long entries may go without that quorum (default: 24)')
    .option('--json', 'print the report as JSON')
    .addOption(new Option('--state <file>', 'as --head').hideHelp())
    .addHelpText('after', EXIT_HELP)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.verified : EXIT.undone))
    .action(async (url: string | undefined, flags: Flags) => {
      process.exitCode = await run(url, flags);
    });

const EXIT_HELP = `
Exit codes:
  ${EXIT.verified}  verified
  ${EXIT.fault}  something is not as it was signed: each fault is named
  ${EXIT.undone}  not verified: no answer, no permission, a file that cannot be read
  ${EXIT.unpinned}  a bundle holds, but only under the key that came along with it`;

async function run(url: string | undefined, flags: Flags): Promise<ExitCode> {
  const say = (report: object, lines: readonly string[]) => console.log(flags.json ? toJson(report) : lines.join('\n'));
  const progress = createAuditProgressLines(process.stderr, Date.now);
  const pinned = { vkey: flags.vkey, stateFile: flags.head ?? flags.state };
  try {
    const witnesses = witnessesOf(flags);
    if (flags.bundle !== undefined) return await auditBundles(flags.bundle, { url, ...pinned, witnesses, say });
    if (url === undefined)
      throw new DuecheckError<ConfigCode>('setting-missing', 'name a gateway, a folder, or a bundle with --bundle');
    const report = await auditRegister({
      ...{ gateway: url, token: await tokenOf(flags, url), ...pinned, witnesses, witnessLagMs: toMs(flags.witnessLag) },
      ...{ since: flags.since, exportDir: flags.export, onProgress: progress.show },
    });
    progress.end();
    const lines = printReport(report);
    if (flags.export !== undefined) keepReport(flags.export, report, lines);
    say(report, lines);
    return report.status === 'verified' ? EXIT.verified : EXIT.fault;
  } catch (error) {
    progress.end();
    if (!(error instanceof DuecheckError)) throw error;
    const { code, message } = error;
    const exit = exitCodeOf(code);
    const status = exit === EXIT.fault ? 'failed' : 'not-verified';
    say({ status, code }, [`${status === 'failed' ? 'FAILED' : 'not verified'}: ${message} [${code}]`]);
    return exit;
  }
}

/** A token on the command line is visible to other users of the machine: a file, the environment or signing in is better. */
async function tokenOf(
  { token, tokenFile, signIn: issuer, clientId }: Flags,
  url: string,
): Promise<string | undefined> {
  if (token !== undefined) return token;
  if (tokenFile !== undefined) return readFileSync(tokenFile, 'utf8').trim();
  // On stderr, so that --json stays JSON.
  if (issuer !== undefined)
    return signIn({ issuer, clientId, show: (url) => console.error(`Open in a browser:\n${url}\n`) });
  // A kept log has no rows to show it to.
  return isGateway(url) ? process.env.DUECHECK_TOKEN : undefined;
}

/** One of several may sleep, where nobody says otherwise. @throws DuecheckError `setting-wrong` */
function witnessesOf({ witness, witnessQuorum }: Flags): CountedWitnesses | undefined {
  if (witness === undefined && witnessQuorum === undefined) return undefined;
  const vkeys = witness ?? [];
  return { vkeys, quorum: parseQuorum(witnessQuorum ?? String(Math.max(1, vkeys.length - 1)), vkeys.length) };
}

/** @param hours as typed. @throws DuecheckError `setting-wrong` */
function toMs(hours: string | undefined): number | undefined {
  if (hours === undefined) return undefined;
  if (!/^\d{1,5}(\.\d+)?$/.test(hours))
    throw new DuecheckError<ConfigCode>('setting-wrong', '--witness-lag takes a number of hours');
  return Number(hours) * 3_600_000;
}
