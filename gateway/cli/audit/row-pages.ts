import { TILE_WIDTH } from '@duecheck/core/register';
import { MAX_ROWS } from '../../register/stored-wire.ts';
import type { GatewayLog } from './gateway-log.ts';

type Rows = Awaited<ReturnType<GatewayLog['rows']>>;

/**
 * Rows by pages of several bundles: fewer calls, and each call is an entry in the register. A page is forgotten once all
 * its bundles were read, so that memory stays flat.
 * @returns the page that holds the rows of the bundle that begins at `first`
 */
export function rowPages(rows: GatewayLog['rows'], size: number): (first: number) => Promise<Rows> {
  const pages = new Map<number, { readonly page: Promise<Rows>; bundlesLeft: number }>();
  return (first) => {
    const from = first - (first % MAX_ROWS);
    const to = Math.min(from + MAX_ROWS, size);
    const entry = pages.get(from) ?? { page: rows(from, to), bundlesLeft: Math.ceil((to - from) / TILE_WIDTH) };
    entry.bundlesLeft -= 1;
    if (entry.bundlesLeft > 0) pages.set(from, entry);
    else pages.delete(from);
    return entry.page;
  };
}
