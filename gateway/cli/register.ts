/** `duecheck register …`: the log's keys, and what is done to entries and logs by hand. */
import { join } from 'node:path';
import { Command } from 'commander';
import { createKeyRing } from '../keys/create-key-ring.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import { vkeysOf } from '../register/head.ts';
import { readHeadFile } from '../register/head-file.ts';
import { logOrigin, parseOrigin, shardOrigin } from '../register/log-origin.ts';
import { publicUrlOf, type Settings, stateDirOf } from './config.ts';
import { delayCommand, eraseCommand, rewriteCommand, sealCommand } from './register/erasure.ts';
import { endKeyCommand, rewrapCommand, rotateKeyCommand } from './register/keys.ts';
import { newEpochCommand } from './register/new-epoch.ts';

export const registerCommand = (): Command =>
  new Command('register')
    .description('the register of this house')
    .addCommand(vkeysCommand())
    .addCommand(sealCommand())
    .addCommand(eraseCommand())
    .addCommand(rewriteCommand())
    .addCommand(delayCommand())
    .addCommand(newEpochCommand())
    .addCommand(rotateKeyCommand())
    .addCommand(rewrapCommand())
    .addCommand(endKeyCommand());

/** What a witness and an auditor must know of the log before it answers for the first time, and of next year's before it begins. */
const vkeysCommand = (): Command =>
  new Command('vkeys')
    .description(
      'print names and verifier keys of the log and of next year’s, newest key first; makes the keys where there are none',
    )
    .option('--state <dir>', 'keys and last head (default .duecheck/gateway)')
    .option('--url <url>', 'public URL of this gateway')
    .action((settings: Settings) => {
      const state = stateDirOf(settings);
      const filed = readHeadFile(join(state, 'head'))?.split('\n')[0];
      const first = logOrigin(publicUrlOf(settings), Date.now());
      const origin = filed !== undefined && parseOrigin(filed) !== undefined ? filed : first;
      const { register = '', year = 0 } = parseOrigin(origin) ?? {};
      const keys = createKeyRing(join(state, 'keys'));
      const named = (name: string) => ({ origin: name, vkeys: vkeysOf(keys, name, intl1) });
      console.log(
        JSON.stringify({ ...named(origin), next: named(shardOrigin(register, { year: year + 1, epoch: 1 })) }),
      );
    });
