/** A body that has to be read twice lies on the disk meanwhile: readable by this process's user alone, and never for long. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Ours alone, so that what a killed process left is known when the next one starts. */
const ROOM = join(tmpdir(), `duecheck-uploads-${process.getuid?.() ?? 'user'}`);
/** Older than any request. */
const ABANDONED_MS = 3_600_000;

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

/** What processes that were killed have left behind. */
export async function sweepPrivateFiles(now: number): Promise<void> {
  const names = await readdir(ROOM).catch(() => []);
  for (const name of names) {
    if (now - Number(name.split('-')[0]) > ABANDONED_MS) await rm(join(ROOM, name), { force: true });
  }
}
