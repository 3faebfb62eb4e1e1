/** `duecheck register seal | erase | rewrite | delay`: what happens to entries at a person's request, or a law's. */

import { DuecheckError } from '@duecheck/core/errors';
import { isCivilDate } from '@duecheck/core/time';
import { Command } from 'commander';
import { delayCheck } from '../../erasure/delay-check.ts';
import { erasePerson } from '../../erasure/erase-person.ts';
import { rewriteFiles } from '../../erasure/rewrite-files.ts';
import { sealPerson } from '../../erasure/seal-person.ts';
import type { Settings } from '../config.ts';
import { inWorld } from '../in-world.ts';
import { withSettings } from '../settings.ts';
import { type OrderFlags, orderOf, readPerson, withOrder } from './order.ts';

type SubjectFlags = OrderFlags & { readonly subject: string };

const withSubject = (command: Command): Command =>
  withOrder(command).requiredOption(
    '--subject <file>',
    'JSON with kind and number of the person, or - for standard input',
  );

export const sealCommand = (): Command =>
  withSubject(
    new Command('seal').description('offices and auditors see no more of a person’s entries than that they are there'),
  ).action((flags: SubjectFlags) =>
    inWorld(flags, async (world) => say(await sealPerson(world, readPerson(flags.subject), orderOf(flags)))),
  );

export const eraseCommand = (): Command =>
  withSubject(new Command('erase').description('erase what is older than ten years, seal the rest'))
    .option('--demanded-by <document>', 'law and document that want all of it gone now; names no person')
    .option(
      '--files-later',
      'leave the database’s files for `register rewrite`, which locks tables while it copies them',
    )
    .action((flags: SubjectFlags & { readonly demandedBy?: string; readonly filesLater?: true }) =>
      inWorld(flags, async (world) => {
        const { demandedBy } = flags;
        const erased = await erasePerson(world, readPerson(flags.subject), { ...orderOf(flags), demandedBy });
        say({ ...erased, files: flags.filesLater ? 'later' : await rewriteFiles(world) });
      }),
    );

export const rewriteCommand = (): Command =>
  withSettings(
    new Command('rewrite').description('write the files anew that still hold bytes of what was erased'),
  ).action((flags: Settings) => inWorld(flags, async (world) => say(await rewriteFiles(world))));

export const delayCommand = (): Command =>
  withOrder(new Command('delay').description('the person is told of a check only after a day, because a law says so'))
    .requiredOption('--check <id>', 'chk_…')
    .requiredOption('--basis <document>', 'law and article that allow it')
    .requiredOption('--until <date>', 'the last day of it; it ends by itself')
    .action((flags: OrderFlags & { readonly check: string; readonly basis: string; readonly until: string }) =>
      inWorld(flags, async (world) => {
        const { check, basis, until } = flags;
        if (!isCivilDate(until)) throw new DuecheckError('setting-wrong', '--until takes a day: 2027-03-01');
        say(await delayCheck(world, { check, basis, until }, orderOf(flags)));
      }),
    );

const say = (done: object): void => console.log(JSON.stringify(done));
