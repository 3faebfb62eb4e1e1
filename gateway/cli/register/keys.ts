/** `duecheck register rotate-key | rewrap | end-key`: a new key beside the old one, and the end of the old one. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { rewriteFiles } from '../../erasure/rewrite-files.ts';
import { endKey } from '../../keys/end-key.ts';
import { KEY_USES, type KeyUse } from '../../keys/key-file.ts';
import { rewrapKeys } from '../../keys/rewrap.ts';
import { rotateWithEntry } from '../../keys/rotate.ts';
import { type Settings, stateDirOf } from '../config.ts';
import { inWorld } from '../in-world.ts';
import { withSettings } from '../settings.ts';
import { type OrderFlags, orderOf, withOrder } from './order.ts';

const ringOf = (settings: Settings): string => join(stateDirOf(settings), 'keys');
const say = (done: object): void => console.log(JSON.stringify(done));

export const rotateKeyCommand = (): Command =>
  withOrder(
    new Command('rotate-key').description(
      'add a key that gateways use from their next start; the old one still verifies',
    ),
  )
    .addArgument(new Argument('<use>', 'what it is for').choices(KEY_USES))
    .action((use: KeyUse, flags: OrderFlags) =>
      inWorld(flags, async (world) => say(await rotateWithEntry(world, ringOf(flags), use, orderOf(flags)))),
    );

export const rewrapCommand = (): Command =>
  withSettings(
    new Command('rewrap').description('wrap all keys of persons and offices under the newest key-encryption key'),
  ).action((flags: Settings) =>
    inWorld(flags, async (world) => {
      const rewrapped = await rewrapKeys(world);
      say({ rewrapped, files: await rewriteFiles(world) });
    }),
  );

export const endKeyCommand = (): Command =>
  withOrder(new Command('end-key').description('take a key away that another one follows'))
    .argument('<kid>')
    .action((kid: string, flags: OrderFlags) =>
      inWorld(flags, async (world) => say({ entry: await endKey(world, ringOf(flags), kid, orderOf(flags)) })),
    );
