/**
 * What somebody who helps has to know of this device, and nothing of anybody: no account, no person, no case, no reason.
 * Made when the clerk asks for it, saved as a file, sent nowhere.
 */
import type { Binding } from '@duecheck/core/binding';
import browser from 'webextension-polyfill';
import type { Diagnostics } from '../messages/popup.ts';
import { readAccount } from './account.ts';
import { listRefusals, readList } from './lists.ts';
import { coverage } from './origins.ts';
import { outbox } from './outbox.ts';
import { readLanguage, readSettings } from './settings.ts';
import { staleSince } from './stale.ts';

export async function diagnostics(): Promise<Diagnostics> {
  const [settings, account, entries] = [await readSettings(), await readAccount(), await outbox.list()];
  const [catalogue, bindings] = [await readList('catalogue'), await readList('bindings')];
  const { covered } = await coverage();
  const { origins = [] } = await browser.permissions.getAll();
  return {
    format: 'duecheck/diagnostics/1',
    at: new Date().toISOString(),
    version: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    language: await readLanguage(),
    settings: settings && {
      gatewayUrl: settings.gatewayUrl,
      issuer: settings.issuer,
      clientId: settings.clientId,
      // Of a verifier key the part before its first plus is its name.
      signers: settings.listRoot?.vkeys.map((vkey) => vkey.split('+')[0] ?? '') ?? [],
      threshold: settings.listRoot?.threshold ?? null,
    },
    lists: {
      catalogue: catalogue?.version ?? null,
      bindings: bindings?.version ?? null,
      refused: await listRefusals(),
    },
    bindings: await Promise.all((bindings?.list.bindings ?? []).map((binding) => told(binding, covered))),
    hosts: origins,
    rules: {
      standing: (await chrome.declarativeNetRequest.getDynamicRules()).length,
      released: (await chrome.declarativeNetRequest.getSessionRules()).length,
    },
    session: account && {
      roles: account.roles,
      organisations: account.organisations.map(({ id }) => id),
      expiresAt: new Date(account.expiresAt).toISOString(),
    },
    outbox: {
      waiting: entries.filter(({ state }) => state.kind === 'waiting').length,
      refused: entries.flatMap(({ state }) => (state.kind === 'refused' ? [state.code] : [])),
      attempts: entries.map(({ attempts }) => attempts),
      oldest: entries[0]?.decidedAt ?? null,
    },
  };
}

const told = async (binding: Binding, covered: readonly Binding[]): Promise<Diagnostics['bindings'][number]> => ({
  id: binding.id,
  version: binding.version,
  origin: binding.origin,
  enforcement: binding.disabled ? 'disabled' : binding.enforcement,
  covered: covered.some(({ id }) => id === binding.id),
  staleSince: await staleSince(binding),
});
