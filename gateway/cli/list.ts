/** `duecheck list next | sign | publish`: from approved drafts to a list in force, by two keys that no gateway holds. */
import { renameSync, writeFileSync } from 'node:fs';
import { type Binding, BindingList } from '@duecheck/core/binding';
import { lintBindings, lintSentence } from '@duecheck/core/binding/lint';
import { Feed } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { addSignature, isOlder, openUnsigned, unsignedList } from '@duecheck/core/lists';
import { Command } from 'commander';
import { approvedBindings } from '../lists/drafts.ts';
import { nextVersion, withBindings, withoutStages } from '../lists/next-bindings.ts';
import { publishList } from '../lists/publish.ts';
import { readSigner } from '../lists/signer.ts';
import { openWorld } from '../open-world.ts';
import type { World } from '../world.ts';
import { readJson } from './binding/read-json.ts';
import { readConfig, type Settings } from './config.ts';
import { withSettings } from './settings.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('make, sign and publish the list of site bindings')
    .addCommand(nextCommand())
    .addCommand(signCommand())
    .addCommand(publishCommand());

const nextCommand = (): Command =>
  withSettings(
    new Command('next')
      .description('write the list as it would be with all approved drafts, unsigned')
      .argument('<file>', 'where it is written')
      .option('--share <percent>', 'what is changed goes to so many of a hundred browsers first', toShare),
  ).action((file: string, options: Settings & { share?: number }) =>
    inWorld(options, async (world) => {
      const before = await world.lists.published('bindings');
      const listed = await world.lists.listed();
      const approved = await approvedBindings(world.db);
      const ends = options.share === undefined && listed.some(({ rollout }) => rollout);
      if (approved.length === 0 && !ends)
        throw new DuecheckError('nothing-approved', 'no approved draft waits for its signatures');
      const { today } = await world.legal(world.db);
      const version = nextVersion(before.version, today);
      // Without a share every stage that is under way ends.
      const settled = ends ? withoutStages(listed) : listed;
      const bindings = withBindings(settled, approved, options.share);
      const list: BindingList = { format: 'duecheck/bindings/1', version, bindings };
      refuseFaults(list);
      write(file, unsignedList(version, JSON.stringify(list)));
      for (const line of changes(listed, list.bindings)) console.log(line);
    }),
  );

const signCommand = (): Command =>
  new Command('sign')
    .description('add the signature of one key to a list; needs no gateway and no network')
    .argument('<file>')
    .requiredOption('--key <file>', 'private key of a C2SP signed note, readable by its holder alone')
    .option('--against <feed>', 'the list in force, to say what changes (GET /v1/feeds/bindings)')
    .action(async (file: string, { key, against }: { key: string; against?: string }) => {
      const feed = readFeed(file);
      openUnsigned(feed);
      const list = bindingsIn(file, feed);
      refuseFaults(list);
      const before = against === undefined ? [] : bindingsIn(against, readFeed(against)).bindings;
      for (const line of changes(before, list.bindings)) console.log(line);
      const signer = readSigner(key);
      write(file, await addSignature(feed, signer));
      console.log(`signed: bindings ${list.version}, by ${signer.name}`);
    });

const publishCommand = (): Command =>
  withSettings(
    new Command('publish').description('put a list into force that enough keys of the root signed').argument('<file>'),
  ).action((file: string, options: Settings) =>
    inWorld(options, async (world, root) => {
      const feed = readFeed(file);
      const { version } = openUnsigned(feed);
      const before = await world.lists.published('bindings').catch(() => null);
      if (before !== null && isOlder(version, before.version))
        throw new DuecheckError('list-older', `${before.version} is in force, which is newer than ${version}`);
      const isNew = await publishList(world, 'bindings', feed, root);
      console.log(isNew ? `published: bindings ${version}` : `in force already: bindings ${version}`);
    }),
  );

function toShare(text: string): number {
  const share = Number(text);
  if (!Number.isInteger(share) || share < 1 || share > 99)
    throw new DuecheckError('share-wrong', '--share takes a whole number from 1 to 99');
  return share;
}

type Root = Parameters<typeof publishList>[3];

async function inWorld(options: Settings, work: (world: World, root: Root) => Promise<void>): Promise<void> {
  const { config, release } = await readConfig(options);
  try {
    const { world, close } = await openWorld(config);
    try {
      await work(world, config.listRoot);
    } finally {
      await close();
    }
  } finally {
    await release();
  }
}

/** @throws DuecheckError `no-feed`, or as `readJson` */
function readFeed(file: string): Feed {
  const parsed = Feed.safeParse(readJson(file));
  if (!parsed.success) throw new DuecheckError('no-feed', `${file}: this is no list with its note`);
  return parsed.data;
}

function bindingsIn(file: string, { body }: Feed): BindingList {
  try {
    return BindingList.parse(JSON.parse(body));
  } catch (cause) {
    throw new DuecheckError('list-not-understood', `${file}: this is no list of bindings`, { cause });
  }
}

/** @throws DuecheckError `list-faulty`: what clients would refuse, or what would let a decision pass, is not signed */
function refuseFaults(list: BindingList): void {
  const errors = lintBindings(list).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined)
    throw new DuecheckError('list-faulty', `${first.binding}: ${lintSentence(first)} (${errors.length} in all)`);
}

function* changes(before: readonly Binding[], after: readonly Binding[]): Generator<string> {
  const same = new Set(before.map((binding) => JSON.stringify(binding)));
  for (const binding of after) {
    if (same.has(JSON.stringify(binding))) continue;
    const old = before.find(({ id, rollout }) => id === binding.id && !rollout);
    const what = binding.disabled ? 'off' : old ? `changed from ${old.version}` : 'new';
    const share = binding.rollout ? ` · for ${binding.rollout.share} of 100 first` : '';
    yield `${binding.id} ${binding.version}: ${what} · ${binding.origin} · ${binding.decisionPoint}${share}`;
  }
  const left = new Set(after.map(({ id }) => id));
  for (const id of new Set(before.map((binding) => binding.id))) if (!left.has(id)) yield `${id}: gone`;
}

/** Whole or not at all: a torn file would cost the signature of the one before. */
function write(file: string, feed: Feed): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(feed, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
