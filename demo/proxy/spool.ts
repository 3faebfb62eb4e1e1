import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SpoolRequest } from '@duecheck/core/contract';

export type SpoolLine = SpoolRequest['entries'][number];

/** What passed while the gateway did not answer, one JSON line each. */
export interface Spool {
  /** Resolves once the line is on the disk: only then may the request pass. @throws the system's error. */
  append(line: SpoolLine): Promise<void>;
  /** The oldest lines first. A line torn by a crash is left out: its request never passed. */
  read(limit: number): Promise<SpoolLine[]>;
  /** Forgets the lines that the gateway has acknowledged. */
  remove(ids: ReadonlySet<string>): Promise<void>;
}

/** Opens the spool in a file, which need not exist. One process writes a spool. */
export function openSpool(path: string): Spool {
  let turn: Promise<unknown> = Promise.resolve();
  // Appending and rewriting take turns, or a line added during a rewrite would be lost.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };
  const lines = async (): Promise<SpoolLine[]> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap(parseLine);
  };

  return {
    append: (line) =>
      inTurn(async () => {
        await mkdir(dirname(path), { recursive: true });
        // The line break comes first too, so that a torn line before spoils only itself.
        await writeDurably(path, 'a', `\n${JSON.stringify(line)}\n`);
      }),
    read: (limit) => inTurn(async () => (await lines()).slice(0, limit)),
    remove: (ids) =>
      inTurn(async () => {
        const kept = (await lines()).filter((line) => !ids.has(line.id));
        await writeDurably(`${path}.new`, 'w', kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
        await rename(`${path}.new`, path);
      }),
  };
}

async function writeDurably(path: string, flags: 'a' | 'w', text: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseLine(text: string): SpoolLine[] {
  try {
    return text === '' ? [] : [JSON.parse(text) as SpoolLine];
  } catch {
    return [];
  }
}
