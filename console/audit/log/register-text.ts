/** The register's public files at the console's own origin (C2SP tlog-tiles). */
import type { FetchTile } from '@duecheck/core/register';

/** @returns null where there is no such file. Rejects where the gateway does not answer. */
export async function registerText(name: 'checkpoint' | 'cosigned' | 'vkey' | 'witnesses'): Promise<string | null> {
  const response = await fetch(`/register/${name}`, { cache: 'no-store' });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`register/${name}: ${response.status}`);
  return response.text();
}

export const fetchTile: FetchTile = async (path) => {
  const response = await fetch(`/register/${path}`);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`register/${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};
