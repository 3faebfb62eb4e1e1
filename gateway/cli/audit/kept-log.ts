/**
 * A log in a folder, under the paths that a gateway serves it by: what `--export` writes and `duecheck audit FOLDER` verifies,
 * with no gateway and no network. Any client of C2SP tlog-tiles reads it too.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuecheckError } from '@duecheck/core/errors';
import { parseTilePath } from '@duecheck/core/register';
import type { AuditCode, GatewayLog } from './gateway-log.ts';

/** Leaves and hashes, the same for every auditor. Rows are not kept: they name who looked. */
type Text = 'checkpoint' | 'cosigned' | 'witnesses' | 'vkey';

export function folderLog(folder: string): GatewayLog {
  const read = (path: string): Uint8Array | undefined => {
    try {
      return readFileSync(join(folder, path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const textIfAny = async (name: Text) => {
    const bytes = read(name);
    return bytes && new TextDecoder().decode(bytes);
  };
  return {
    async text(name) {
      const text = await textIfAny(name);
      if (text === undefined)
        throw new DuecheckError<AuditCode>('gateway-answer', `${folder} holds no log: it has no ${name}`);
      return text;
    },
    textIfAny,
    fetchTile: async (path) => read(fromTilePath(path)),
    // A folder holds one log.
    about: async () => undefined,
    rows: async () => {
      throw new DuecheckError<AuditCode>('not-an-auditor', 'an exported log holds no rows: audit it without a token');
    },
  };
}

/** The same log, of which everything that is read is kept. */
export function keepingLog(log: GatewayLog, folder: string): GatewayLog {
  const keep = (path: string, content: string | Uint8Array) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  return {
    ...log,
    async text(name) {
      const text = await log.text(name);
      keep(name, text);
      return text;
    },
    async textIfAny(name) {
      const text = await log.textIfAny(name);
      if (text !== undefined) keep(name, text);
      return text;
    },
    async fetchTile(path) {
      const bytes = await log.fetchTile(path);
      if (bytes !== undefined) keep(fromTilePath(path), bytes);
      return bytes;
    },
  };
}

/** Whose log it is and who cosigns it, also where the auditor who keeps it knows that from elsewhere. */
export async function keepNames(log: GatewayLog): Promise<void> {
  await log.text('vkey');
  for (const name of ['witnesses', 'cosigned'] as const) await log.textIfAny(name);
}

/** What leads out of the folder is no path of a tile. */
const fromTilePath = (path: string): string => {
  parseTilePath(path);
  return path;
};
