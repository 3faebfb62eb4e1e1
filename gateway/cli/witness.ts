/** `duecheck witness`: remembers heads of logs outside their databases, and signs only what extends them. */
import { resolve } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import { type NoteVerifier, noteVerifier } from '@duecheck/core/register';
import { Command } from 'commander';
import { intl1 } from '../keys/suite-intl-1.ts';
import { serveWitness } from '../witness/serve-witness.ts';
import type { ConfigCode } from './config-code.ts';

interface Flags {
  readonly state: string;
  readonly key?: string;
  readonly name: string;
  readonly host: string;
  readonly port: string;
  readonly log: readonly string[];
}

export const witnessCommand = (): Command =>
  new Command('witness')
    .description('a process outside the database that remembers the heads of logs (C2SP tlog-witness)')
    .requiredOption('--state <file>', 'where it keeps the heads')
    .requiredOption(
      '--log <origin=vkey...>',
      'logs that it signs for, each with a key of its (duecheck register vkeys)',
    )
    .option('--key <file>', 'its private key, made where there is none (default: the state file with .key)')
    .option('--name <name>', 'name of a key that is made', 'duecheck-witness')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on', '7430')
    .action(async (flags: Flags) => {
      const stateFile = resolve(flags.state);
      const running = await serveWitness({
        stateFile,
        keyFile: flags.key === undefined ? `${stateFile}.key` : resolve(flags.key),
        name: flags.name,
        host: flags.host,
        port: Number(flags.port),
        logs: logsOf(flags.log),
        onFault: (fault) => console.error(JSON.stringify({ fault })),
      });
      const stop = async () => {
        await running.close();
        process.exit(0);
      };
      process.once('SIGTERM', stop).once('SIGINT', stop);
      // The line that whoever started us waits for.
      console.log(JSON.stringify({ listening: running.port, vkey: running.vkey }));
    });

/** The same origin may stand several times: during a change of keys both sign. @throws DuecheckError `setting-wrong` */
function logsOf(texts: readonly string[]): Map<string, NoteVerifier[]> {
  const logs = new Map<string, NoteVerifier[]>();
  for (const text of texts) {
    const [, origin, vkey] = /^(.+)=([^=]+)$/.exec(text) ?? [];
    if (origin === undefined || vkey === undefined)
      throw new DuecheckError<ConfigCode>('setting-wrong', 'a log reads "host/register/2026/1=vkey"');
    logs.set(origin, [...(logs.get(origin) ?? []), noteVerifier(vkey, intl1)]);
  }
  return logs;
}
