/** `duecheck register …`: the log's keys, and what is done to entries and logs by hand. */
import { join } from 'node:path';
import { Command } from 'commander';
import { createKeyRing } from '../keys/create-key-ring.ts';
import { intl1 } from '../keys/suite-intl-1.ts';
import { vkeysOf } from '../register/head.ts';
import { logOrigin } from '../register/log-origin.ts';
import { publicUrlOf, type Settings, stateDirOf } from './config.ts';
import { delayCommand, eraseCommand, rewriteCommand, sealCommand } from './register/erasure.ts';

export const registerCommand = (): Command =>
  new Command('register')
    .description('the register of this house')
    .addCommand(vkeysCommand())
    .addCommand(sealCommand())
    .addCommand(eraseCommand())
    .addCommand(rewriteCommand())
    .addCommand(delayCommand());

/** What a witness and an auditor must know of the log before it answers for the first time. */
const vkeysCommand = (): Command =>
  new Command('vkeys')
    .description('print name and verifier keys of the log, newest first; makes the keys where there are none')
    .option('--state <dir>', 'keys and last head (default .duecheck/gateway)')
    .option('--url <url>', 'public URL of this gateway')
    .action((settings: Settings) => {
      const origin = logOrigin(publicUrlOf(settings));
      const keys = createKeyRing(join(stateDirOf(settings), 'keys'));
      console.log(JSON.stringify({ origin, vkeys: vkeysOf(keys, origin, intl1) }));
    });
