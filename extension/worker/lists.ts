/**
 * Catalogue and bindings as two persons signed them. A list is used, and kept, only after its signatures verified under
 * the root of this moment's policy; a list that does not verify leaves the old one in place and says so.
 */
import { type Binding, BindingList, drawStaged } from '@duecheck/core/binding';
import { Catalogue } from '@duecheck/core/catalogue';
import { Feed, type ListName } from '@duecheck/core/contract';
import { DuecheckError } from '@duecheck/core/errors';
import { isOlder, openList } from '@duecheck/core/lists';
import { portableSuite } from '@duecheck/core/register';
import ky from 'ky';
import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { installation } from './installation.ts';
import { findPatternFault } from './pattern-faults.ts';
import { readSettings, type Settings } from './settings.ts';

const SCHEMAS = { catalogue: Catalogue, bindings: BindingList } as const;
type Lists = { [L in ListName]: z.infer<(typeof SCHEMAS)[L]> };
export type Published<L extends ListName> = { readonly version: string; readonly list: Lists[L] };

const Kept = z.strictObject({ feed: Feed, etag: z.nullable(z.string()) });
const suite = portableSuite();
const keyOf = (name: ListName) => `list:${name}`;

/** Parsed once per worker and note. */
const opened = new Map<ListName, { note: string; published: Published<ListName> }>();

export async function readList<L extends ListName>(name: L): Promise<Published<L> | null> {
  const settings = await readSettings();
  const kept = await readKept(name);
  if (settings === null || kept === null) return null;
  try {
    const published = open(name, kept.feed, settings);
    return name === 'bindings' ? ((await inUse(published as Published<'bindings'>)) as Published<L>) : published;
  } catch {
    // The root has changed since, or the file on disk has.
    return null;
  }
}

/** One version of each binding, where a newer one goes to some browsers first: the only place that chooses. */
async function inUse({ version, list }: Published<'bindings'>): Promise<Published<'bindings'>> {
  return { version, list: { ...list, bindings: [...drawStaged(list.bindings, await installation())] } };
}

/** @returns whether another version is in use now. */
export async function refreshList(name: ListName): Promise<boolean> {
  const settings = await readSettings();
  if (settings === null) return false;
  const kept = await readKept(name);
  const before = await readList(name);
  try {
    const response = await ky(`${settings.gatewayUrl}/v1/feeds/${name}`, {
      headers: before && kept?.etag ? { 'if-none-match': kept.etag } : {},
      timeout: 15_000,
      retry: 0,
      throwHttpErrors: false,
      credentials: 'omit',
    });
    if (response.status !== 200) return false;
    const feed = z.parse(Feed, await response.json());
    const after = open(name, feed, settings);
    if (before && isOlder(after.version, before.version))
      throw new DuecheckError('list-older', 'an older list than the one in use');
    if (name === 'bindings') await refuseFaults((after as Published<'bindings'>).list.bindings);
    await browser.storage.local.set({ [keyOf(name)]: { feed, etag: response.headers.get('etag') } });
    await noteRefusal(name, null);
    return after.version !== before?.version;
  } catch (error) {
    if (error instanceof DuecheckError) await noteRefusal(name, error.code);
    else if (error instanceof z.core.$ZodError || error instanceof SyntaxError)
      await noteRefusal(name, 'list-not-understood');
    // Anything else is the network's: the list in use stays.
    return false;
  }
}

/** @throws DuecheckError One address that is no pattern would take the rules of all bindings down with it. */
async function refuseFaults(bindings: readonly Binding[]): Promise<void> {
  const fault = await findPatternFault(bindings, async (regex) => {
    const { isSupported } = await chrome.declarativeNetRequest.isRegexSupported({ regex, requireCapturing: false });
    return isSupported;
  });
  if (fault) throw new DuecheckError('list-pattern', `binding ${fault}`);
}

/** Why the newest list was not taken, by list; for the popup. */
export async function listRefusals(): Promise<string | null> {
  const stored = await browser.storage.local.get(['refused:catalogue', 'refused:bindings']);
  const codes = Object.values(stored).filter((code): code is string => typeof code === 'string');
  return codes[0] ?? null;
}

const noteRefusal = (name: ListName, code: string | null): Promise<void> =>
  code === null
    ? browser.storage.local.remove(`refused:${name}`)
    : browser.storage.local.set({ [`refused:${name}`]: code });

async function readKept(name: ListName): Promise<z.infer<typeof Kept> | null> {
  const parsed = z.safeParse(Kept, (await browser.storage.local.get(keyOf(name)))[keyOf(name)]);
  return parsed.success ? parsed.data : null;
}

/** @throws DuecheckError, ZodError, SyntaxError */
function open<L extends ListName>(name: L, feed: Feed, settings: Settings): Published<L> {
  const known = opened.get(name);
  const root = settings.listRoot ?? { vkeys: [], threshold: 1 };
  const mark = `${feed.note}\n${root.threshold}\n${root.vkeys.join('\n')}`;
  if (known?.note === mark) return known.published as Published<L>;
  const { version } = openList(name, feed, root, suite);
  const published = { version, list: z.parse(SCHEMAS[name], JSON.parse(feed.body)) } as Published<L>;
  opened.set(name, { note: mark, published });
  return published;
}
