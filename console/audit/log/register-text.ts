/** The register's public files at the console's own origin (C2SP tlog-tiles), each log at the address that its name is. */
import { type FetchTile, parseOrigin } from '@duecheck/core/register';

/** @returns `/register/2026/1` of `host/register/2026/1` */
export function placeOfLog(origin: string): string {
  const named = parseOrigin(origin);
  return named === undefined ? '/register' : `/register/${named.year}/${named.epoch}`;
}

/** @returns null where there is no such file. Rejects where the gateway does not answer. */
export async function registerText(path: string): Promise<string | null> {
  const response = await fetch(path, { cache: 'no-store' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

export const tilesAt =
  (place: string): FetchTile =>
  async (path) => {
    const response = await fetch(`${place}/${path}`);
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${place}/${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };

export const tilesOf = (origin: string): FetchTile => tilesAt(placeOfLog(origin));
