/** A list read from the clerk's own system: page by page, by the clerk's press. It becomes a file as if it had been dropped here. */
import type { Binding } from '@duecheck/core/binding';
import { pathOf } from '@duecheck/page';
import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { COLLECTOR_PORT, type CollectedRow, type FromCollector, type ToCollector } from '../messages/collector.ts';
import { openPagePort, type PagePort } from '../pages/page-port.ts';
import { COLUMNS } from './list-file.ts';

/** A table that leads round in a circle is left at last. */
const MOST_PAGES = 2000;

export interface Collected {
  readonly people: number;
  readonly pages: number;
  readonly masked: number;
  readonly unread: number;
  /** Whether the binding says how to turn the page, and there is another. */
  readonly more: boolean;
}
const NOTHING: Collected = { people: 0, pages: 0, masked: 0, unread: 0, more: false };

export type Table = ReturnType<typeof createTable>;

/** @param take gets the list anew after each page */
export function createTable(take: (list: File) => void, name: string) {
  const collected = signal<Collected>(NOTHING);
  const fault = signal<'none' | 'stuck' | null>(null);
  const turning = signal<'no' | 'yes'>('no');
  const rows = new Map<string, CollectedRow>();
  let of: string | null = null;

  function clear(): void {
    rows.clear();
    of = null;
    collected.value = NOTHING;
    fault.value = null;
  }

  function add(read: Extract<FromCollector, { told: 'read' }>): void {
    const before = rows.size;
    for (const row of read.rows) rows.set(row.key, row);
    const { people, pages, masked, unread } = collected.value;
    // The same page once more adds nobody, and counts nothing twice.
    const again = read.rows.length > 0 && rows.size === before && people > 0;
    collected.value = {
      people: rows.size,
      pages: pages + (again ? 0 : 1),
      masked: masked + (again ? 0 : read.masked),
      unread: unread + (again ? 0 : read.unread),
      more: read.next === 'there',
    };
    if (rows.size > 0) take(new File([csvOf([...rows.values()])], `${name}.csv`, { type: 'text/csv' }));
  }

  /** One page, or with `all` every one that follows. */
  async function read(binding: Binding, all: 'one' | 'all'): Promise<void> {
    if (turning.value === 'yes') return;
    if (of !== binding.id) clear();
    of = binding.id;
    fault.value = null;
    turning.value = 'yes';
    const talk = await talkTo(binding);
    try {
      if (talk === null) {
        fault.value = 'none';
        return;
      }
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const page = await talk.ask({ ask: 'read', binding });
        if (page?.told !== 'read') return;
        add(page);
        if (all === 'one' || (turning.value as string) === 'no') return;
        const turned = await talk.ask({ ask: 'next', binding });
        if (turned?.told !== 'turned' || turned.moved === 'end') return;
        if (turned.moved === 'stuck') {
          fault.value = 'stuck';
          return;
        }
      }
    } finally {
      turning.value = 'no';
      talk?.port.close();
    }
  }

  return {
    collected,
    fault,
    turning,
    read,
    clear,
    stop: () => {
      turning.value = 'no';
    },
  };
}

interface Talk {
  readonly port: PagePort<ToCollector>;
  /** null once the page is gone. */
  ask(message: ToCollector): Promise<FromCollector | null>;
}

/** The tab that shows the table, the one used last where there are several. */
async function talkTo(binding: Binding): Promise<Talk | null> {
  const page = new RegExp(binding.table?.page ?? binding.page);
  const { protocol, hostname } = new URL(binding.origin);
  const tabs = (await browser.tabs.query({ url: `${protocol}//${hostname}/*` }))
    .filter(({ url }) => url !== undefined && new URL(url).origin === binding.origin && page.test(pathOf(url)))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const tabId = tabs[0]?.id;
  if (tabId === undefined) return null;
  let heard: (message: FromCollector | null) => void = () => undefined;
  const at = { tabId, file: '/collector.js', name: COLLECTOR_PORT } as const;
  const port = await openPagePort<ToCollector, FromCollector>(
    at,
    (message) => heard(message),
    () => heard(null),
  );
  return (
    port && {
      port,
      ask: (message) =>
        new Promise((resolve) => {
          heard = resolve;
          port.tell(message);
        }),
    }
  );
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** As the gateway reads lists; the label is what people call the case by. */
export const csvOf = (rows: readonly CollectedRow[]): string =>
  [[...COLUMNS, '报名序号'], ...rows.map(({ name, number, key, label }) => [name, number, key, label])]
    .map((line) => `${line.map(cell).join(',')}\r\n`)
    .join('');
