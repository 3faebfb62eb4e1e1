/** A body that has to be read twice lies on the disk meanwhile: readable by this process's user alone, and never for long. */
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Ours alone, so that what a killed process left is known when the next one starts. */
const ROOM = join(tmpdir(), `duecheck-uploads-${process.getuid?.() ?? 'user'}`);
/** Older than any request. */
const ABANDONED_MS = 3_600_000;
/** Of those that outlive their request: longer than any work on one, with the nights in between. */
const FORGOTTEN_MS = 7 * 24 * ABANDONED_MS;
const KEPT = 'kept-';

/** Removed in every case but the death of the process. @throws as the stream and the work do */
export async function withPrivateFile<T>(stream: Readable, work: (path: string) => Promise<T>): Promise<T> {
  await mkdir(ROOM, { recursive: true, mode: 0o700 });
  const path = join(ROOM, `${Date.now()}-${randomUUID()}`);
  try {
    await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Where a body lies that outlives its request; whoever keeps one removes it. @param id of what is made of it */
export const keptFile = (id: string): string => join(ROOM, `${KEPT}${id}`);
export const hasKeptFile = (id: string): boolean => existsSync(keptFile(id));
/** @param path as `withPrivateFile` gave it */
export const keepFile = (path: string, id: string): Promise<void> => rename(path, keptFile(id));
export const removeKeptFile = (id: string): Promise<void> => rm(keptFile(id), { force: true });

/** Of every gateway on this machine. @returns ids */
export async function keptFiles(): Promise<string[]> {
  const names = await readdir(ROOM).catch(() => []);
  return names.filter((name) => name.startsWith(KEPT)).map((name) => name.slice(KEPT.length));
}

/** What processes that were killed have left behind. */
export async function sweepPrivateFiles(now: number): Promise<void> {
  const names = await readdir(ROOM).catch(() => []);
  for (const name of names) {
    const path = join(ROOM, name);
    const [since, most] = name.startsWith(KEPT)
      ? [(await stat(path).catch(() => null))?.mtimeMs ?? now, FORGOTTEN_MS]
      : [Number(name.split('-')[0]), ABANDONED_MS];
    if (now - since > most) await rm(path, { force: true });
  }
}
