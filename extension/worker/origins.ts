/** Which bound origins this browser may act on. Bindings come from the signed feed, hosts from the clerk or the office. */
import type { Binding } from '@duecheck/core/binding';
import browser from 'webextension-polyfill';
import { readList } from './lists.ts';
import type { Ticket } from './tickets.ts';

/** Host permissions have no port: whoever may act on a host may act on all its ports. */
export const hostPattern = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

/**
 * Who can give us this host. A packed office build asks for its own hosts and for no others, so that there the clerk could
 * press for ever; a host of the build that a clerk took away is the clerk's to give back.
 */
export function giverOf(origin: string): 'clerk' | 'office' {
  const { host_permissions = [], optional_host_permissions = [] } = browser.runtime.getManifest();
  const asked = optional_host_permissions.length > 0 || host_permissions.includes(hostPattern(origin));
  return asked ? 'clerk' : 'office';
}

/** Whether the extension itself can give the host back; one of the build only the browser's own settings can take away. */
export const isOptional = (origin: string): boolean =>
  !(browser.runtime.getManifest().host_permissions ?? []).includes(hostPattern(origin));

export interface Coverage {
  readonly covered: readonly Binding[];
  /** Bound, but the host was never granted, or was revoked: reported, not silently skipped (DESIGN §5). */
  readonly uncovered: readonly string[];
}

export async function coverage(): Promise<Coverage> {
  const published = await readList('bindings');
  const active = (published?.list.bindings ?? []).filter((binding) => binding.disabled !== true);
  const granted = new Map<string, boolean>();
  for (const { origin } of active)
    if (!granted.has(origin))
      granted.set(origin, await browser.permissions.contains({ origins: [hostPattern(origin)] }));
  return {
    covered: active.filter((binding) => granted.get(binding.origin)),
    uncovered: [...granted].filter(([, yes]) => !yes).map(([origin]) => origin),
  };
}

/** The binding that this origin may speak of. A page cannot speak for another origin's steps. */
export async function bindingAt(origin: string, id: string): Promise<Binding | null> {
  const { covered } = await coverage();
  return covered.find((binding) => binding.id === id && binding.origin === origin) ?? null;
}

/** The binding of a card: by hand it lies in no page, and needs no host that was granted. */
export async function bindingOf(ticket: Pick<Ticket, 'origin' | 'binding' | 'own'>): Promise<Binding | null> {
  if (!ticket.own) return bindingAt(ticket.origin, ticket.binding);
  const list = (await readList('bindings'))?.list.bindings ?? [];
  return (
    list.find(({ id, origin, disabled }) => id === ticket.binding && origin === ticket.origin && !disabled) ?? null
  );
}
