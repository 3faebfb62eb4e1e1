/** `duecheck audit <gateway-url>`: proves a gateway's register from outside. Exit code 1 on any failure. */
import { readFileSync } from 'node:fs';
import { DuecheckError } from '@duecheck/core/errors';
import type { CountedWitnesses } from '@duecheck/core/register';
import { Command } from 'commander';
import { printReport } from './audit/print-report.ts';
import { type AuditReport, audit } from './audit/run-audit.ts';
import { signIn } from './audit/sign-in.ts';
import { parseQuorum } from './witness-settings.ts';

export { type AuditOptions, audit } from './audit/run-audit.ts';

interface Flags {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly signIn?: string;
  readonly clientId: string;
  readonly vkey?: string;
  readonly state?: string;
  readonly witness?: readonly string[];
  readonly witnessQuorum?: string;
  readonly json?: true;
}

export const auditCommand = (): Command =>
  new Command('audit')
    .description("verify a gateway's register: signed head, every entry, consistency with the last audit")
    .argument('<gateway-url>')
    .option('--token <token>', "an auditor's access token: compare every row too (or DUECHECK_TOKEN)")
    .option('--token-file <file>', 'the same, from a file')
    .option('--sign-in <issuer>', 'the same, by signing in as an auditor in a browser')
    .option('--client-id <id>', 'the name of this command at that issuer', 'duecheck-cli')
    .option('--vkey <vkey>', "the log's verifier key, if you have it from elsewhere than the gateway")
    .option('--state <file>', 'where to keep the key and the head between audits')
    .option('--witness <vkey...>', 'witnesses whose cosignatures count, if you know them from elsewhere')
    .option('--witness-quorum <n>', 'how many of them must have cosigned (default: all)')
    .option('--json', 'print the report as JSON')
    .action(async (gateway: string, flags: Flags) => {
      process.exitCode = await run(gateway, flags);
    });

async function run(gateway: string, flags: Flags): Promise<0 | 1> {
  try {
    const witnesses = witnessesOf(flags);
    const known = { vkey: flags.vkey, witnesses, stateFile: flags.state };
    const report = await audit({ gateway, token: await tokenOf(flags), ...known });
    console.log(flags.json ? toJson(report) : printReport(report).join('\n'));
    return report.status === 'verified' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DuecheckError)) throw error;
    console.log(
      flags.json ? JSON.stringify({ status: 'failed', code: error.code }) : `FAILED: ${error.message} [${error.code}]`,
    );
    return 1;
  }
}

/** A token on the command line is visible to other users of the machine: a file, the environment or signing in is better. */
async function tokenOf({ token, tokenFile, signIn: issuer, clientId }: Flags): Promise<string | undefined> {
  if (token !== undefined) return token;
  if (tokenFile !== undefined) return readFileSync(tokenFile, 'utf8').trim();
  // On stderr, so that --json stays JSON.
  if (issuer !== undefined)
    return signIn({ issuer, clientId, show: (url) => console.error(`Open in a browser:\n${url}\n`) });
  return process.env.DUECHECK_TOKEN;
}

/** @throws DuecheckError `setting-wrong` */
function witnessesOf({ witness, witnessQuorum }: Flags): CountedWitnesses | undefined {
  if (witness === undefined && witnessQuorum === undefined) return undefined;
  const vkeys = witness ?? [];
  return { vkeys, quorum: parseQuorum(witnessQuorum ?? String(vkeys.length), vkeys.length) };
}

const toJson = (report: AuditReport): string =>
  JSON.stringify(report, (_, value) => (typeof value === 'bigint' ? Number(value) : value), 2);
